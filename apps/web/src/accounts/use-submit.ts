import { type FormEvent, useState } from 'react'

/** The state of a form that is sent: what is wrong, and whether an answer is awaited. */
export interface Submission {
  readonly problem: string | undefined
  readonly busy: boolean
  readonly submit: (event: FormEvent) => void
  readonly clear: () => void
}

/** @param send throws an error whose message is fit to be shown */
export function useSubmit(send: () => Promise<void>): Submission {
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)

  async function run(): Promise<void> {
    setBusy(true)
    setProblem(undefined)
    try {
      await send()
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    }
    setBusy(false)
  }

  return {
    problem,
    busy,
    submit(event) {
      event.preventDefault()
      if (!busy) void run()
    },
    clear: () => setProblem(undefined),
  }
}
