import { type ReactNode, useEffect, useState } from 'react'
import { buttonClasses } from '../design/button.tsx'
import { Door } from '../session/door.tsx'

/** Waits until somebody who has come back from the provider is in, or says why they are not. */
export function ProviderReturn({
  outcome,
  resume,
  children,
}: {
  /** Undefined if nobody has come back. */
  outcome: Promise<void> | undefined
  resume: () => Promise<void>
  children: ReactNode
}) {
  const [waiting, setWaiting] = useState(outcome !== undefined)
  const [problem, setProblem] = useState<string>()
  useEffect(() => {
    outcome?.then(resume).then(
      () => setWaiting(false),
      (error: unknown) => setProblem(error instanceof Error ? error.message : String(error)),
    )
  }, [outcome, resume])
  if (problem !== undefined) {
    return (
      <Door title="That did not work" intro={problem}>
        <a href={location.pathname} className={`${buttonClasses({ look: 'primary', size: 'lg' })} w-full`}>
          Back to Chat
        </a>
      </Door>
    )
  }
  return waiting ? null : children
}
