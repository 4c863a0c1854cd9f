import { useState } from 'react'
import { Button } from '../design/button.tsx'
import { TextField } from '../design/text-field.tsx'
import { accountApi } from './account-api.ts'
import { FormProblem } from './form-problem.tsx'
import { PasswordField } from './password-field.tsx'
import { PASSWORD_HINT, passwordProblem } from './password-rule.ts'
import { useSubmit } from './use-submit.ts'

/** Asks for the old and a new password. */
export function ChangePasswordForm() {
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [error, setError] = useState<string>()
  const [changed, setChanged] = useState(false)
  const { problem, busy, submit, clear } = useSubmit(async () => {
    setChanged(false)
    const found = passwordProblem(next)
    setError(found)
    if (found !== undefined) return
    await accountApi.changePassword(current, next)
    setCurrent('')
    setNext('')
    setChanged(true)
  })
  return (
    <form onSubmit={submit} noValidate className="flex flex-col">
      <p className="mb-3 text-muted text-sm">A new password signs out all your other devices.</p>
      <PasswordField
        label="Current password"
        value={current}
        onChange={(typed) => {
          setCurrent(typed)
          clear()
        }}
      />
      <TextField
        label="New password"
        type="password"
        autoComplete="new-password"
        hint={PASSWORD_HINT}
        error={error}
        value={next}
        onChange={(event) => {
          setNext(event.target.value)
          setError(undefined)
        }}
      />
      <FormProblem>{problem}</FormProblem>
      <p role="status" className="text-sm empty:hidden">
        {changed && 'Your password is changed. All other devices are signed out.'}
      </p>
      <Button type="submit" className="mt-2 self-start" disabled={busy}>
        Change password
      </Button>
    </form>
  )
}
