import type { ReactNode } from 'react'

/** What stands in place of a list: that there is nothing, or why it is not there, and what can be done about that. */
export function ListNotice({ text, children }: { text: string; children?: ReactNode }) {
  return (
    <div className="flex flex-col items-center gap-3 px-8 py-12 text-center">
      <p className="text-muted [overflow-wrap:anywhere]">{text}</p>
      {children}
    </div>
  )
}
