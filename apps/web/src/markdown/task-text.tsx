import { type ReactNode, useId } from 'react'

/** What is to be done, or is, behind a box that says which. Only whoever wrote it changes it. */
export function TaskText({ done, children }: { done: boolean; children: ReactNode }) {
  const text = useId()
  return (
    <>
      <input type="checkbox" disabled checked={done} aria-labelledby={text} />
      <span id={text}>{children}</span>
    </>
  )
}
