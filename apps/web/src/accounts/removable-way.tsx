import { type ComponentProps, useState } from 'react'
import { Button } from '../design/button.tsx'
import { FormProblem } from './form-problem.tsx'
import { SignInWay } from './sign-in-way.tsx'
import { useSubmit } from './use-submit.ts'

/** A way to sign in, with a button that asks before it lets nobody in any more. */
export function RemovableWay({
  question,
  remove,
  ...way
}: Pick<ComponentProps<typeof SignInWay>, 'icon' | 'name' | 'about'> & {
  question: string
  remove: () => Promise<void>
}) {
  const [asking, setAsking] = useState(false)
  const { problem, busy, submit } = useSubmit(remove)
  const ask = (
    <Button size="sm" aria-label={`Remove ${way.name}…`} onClick={() => setAsking(true)}>
      Remove…
    </Button>
  )
  return (
    <SignInWay {...way} action={!asking && ask}>
      {asking && (
        <>
          <form onSubmit={submit} className="flex flex-wrap items-center justify-end gap-2 ps-8">
            <p className="min-w-48 flex-1 text-sm">{question}</p>
            <Button size="sm" onClick={() => setAsking(false)}>
              Cancel
            </Button>
            <Button type="submit" size="sm" look="danger" disabled={busy}>
              Remove
            </Button>
          </form>
          <FormProblem>{problem}</FormProblem>
        </>
      )}
    </SignInWay>
  )
}
