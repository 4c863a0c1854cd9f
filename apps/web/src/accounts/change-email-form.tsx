import { useState } from 'react'
import { Button } from '../design/button.tsx'
import { TextField } from '../design/text-field.tsx'
import { accountApi } from './account-api.ts'
import { FormProblem } from './form-problem.tsx'
import { PasswordField } from './password-field.tsx'
import { emailProblem } from './password-rule.ts'
import { useSubmit } from './use-submit.ts'

/** Asks for another address, and for the password as a proof. */
export function ChangeEmailForm({ hasPassword, changed }: { hasPassword: boolean; changed: () => void }) {
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [error, setError] = useState<string>()
  const { problem, busy, submit, clear } = useSubmit(async () => {
    const found = emailProblem(email)
    setError(found)
    if (found !== undefined) return
    await accountApi.changeEmail(email.trim(), hasPassword ? password : undefined)
    setEmail('')
    setPassword('')
    changed()
  })
  return (
    <form onSubmit={submit} noValidate className="flex flex-col">
      <TextField
        label="New e-mail address"
        type="email"
        autoComplete="email"
        error={error}
        value={email}
        onChange={(event) => {
          setEmail(event.target.value)
          setError(undefined)
        }}
      />
      {hasPassword && (
        <PasswordField
          value={password}
          onChange={(typed) => {
            setPassword(typed)
            clear()
          }}
        />
      )}
      <FormProblem>{problem}</FormProblem>
      <Button type="submit" className="mt-1 self-start" disabled={busy}>
        Change e-mail address
      </Button>
    </form>
  )
}
