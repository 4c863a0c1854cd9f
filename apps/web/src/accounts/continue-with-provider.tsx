import { LogIn } from 'lucide-react'
import { Button } from '../design/button.tsx'
import { FormProblem } from './form-problem.tsx'
import { leaveForProvider } from './provider-journey.ts'
import { useSubmit } from './use-submit.ts'

/** Leads to the provider. With `keep`, a guest stays who they are. */
export function ContinueWithProvider({ name, keep = false }: { name: string | undefined; keep?: boolean }) {
  const { problem, busy, submit } = useSubmit(() => leaveForProvider(keep ? { keep } : {}))
  if (name === undefined) return null
  return (
    <div className="mt-4 border-line border-t pt-4">
      <Button type="button" size="lg" className="w-full" disabled={busy} onClick={submit}>
        <LogIn aria-hidden="true" size="1.125rem" />
        <span className="truncate">Continue with {name}</span>
      </Button>
      <FormProblem>{problem}</FormProblem>
    </div>
  )
}
