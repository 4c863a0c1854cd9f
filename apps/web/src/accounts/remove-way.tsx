import { Button } from '../design/button.tsx'
import { FormProblem } from './form-problem.tsx'
import { useSubmit } from './use-submit.ts'

/** Asks before a way to sign in goes. */
export function RemoveWay({
  question,
  remove,
  cancel,
}: {
  question: string
  remove: () => Promise<void>
  cancel: () => void
}) {
  const { problem, busy, submit } = useSubmit(remove)
  return (
    <>
      <form onSubmit={submit} className="flex flex-wrap items-center justify-end gap-2 ps-8">
        <p className="min-w-48 flex-1 text-sm">{question}</p>
        <Button size="sm" onClick={cancel}>
          Cancel
        </Button>
        <Button type="submit" size="sm" look="danger" disabled={busy}>
          Remove
        </Button>
      </form>
      <FormProblem>{problem}</FormProblem>
    </>
  )
}
