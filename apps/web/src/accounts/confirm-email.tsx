import { useState } from 'react'
import { Button } from '../design/button.tsx'
import { accountApi } from './account-api.ts'
import { FormProblem } from './form-problem.tsx'
import { useLoaded } from './use-loaded.ts'
import { useSubmit } from './use-submit.ts'

/** Says that an address is not confirmed, where this server sends mails at all. */
export function ConfirmEmail() {
  const { value: options } = useLoaded(accountApi.signInOptions)
  const [sent, setSent] = useState(false)
  const { problem, busy, submit } = useSubmit(async () => {
    await accountApi.sendConfirmation()
    setSent(true)
  })
  if (!options?.mails) return null
  return (
    <form
      onSubmit={submit}
      className="flex flex-col gap-2 rounded-md bg-caution-surface px-3 py-2 text-caution text-sm"
    >
      <p role="status">
        {sent ? 'The mail is on its way. Its link works for an hour.' : 'This address is not confirmed yet.'}
      </p>
      <FormProblem>{problem}</FormProblem>
      {!sent && (
        <Button type="submit" size="sm" className="self-start" disabled={busy}>
          Send the mail again
        </Button>
      )}
    </form>
  )
}
