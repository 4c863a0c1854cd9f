import { useState } from 'react'
import { Button } from '../design/button.tsx'
import { TextField } from '../design/text-field.tsx'
import { accountApi } from './account-api.ts'
import { FormProblem } from './form-problem.tsx'
import { emailProblem } from './password-rule.ts'
import { useSubmit } from './use-submit.ts'

/** Asks whom to send a link to. It says the same whether anybody has that address. */
export function ForgotPasswordForm({ email: typed }: { email: string }) {
  const [email, setEmail] = useState(typed)
  const [error, setError] = useState<string>()
  const [sent, setSent] = useState(false)
  const { problem, busy, submit } = useSubmit(async () => {
    const found = emailProblem(email)
    setError(found)
    if (found !== undefined) return
    await accountApi.askForReset(email.trim())
    setSent(true)
  })
  if (sent) {
    return (
      <p role="status">
        If somebody here has the address <bdi className="font-medium">{email.trim()}</bdi>, a mail with a link is on its
        way. It works for an hour.
      </p>
    )
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col">
      <TextField
        label="E-mail address"
        type="email"
        autoComplete="username"
        enterKeyHint="go"
        autoFocus
        error={error}
        value={email}
        onChange={(event) => {
          setEmail(event.target.value)
          setError(undefined)
        }}
      />
      <FormProblem>{problem}</FormProblem>
      <Button type="submit" look="primary" size="lg" className="mt-3 w-full" disabled={busy}>
        {busy ? 'Sending…' : 'Send a link'}
      </Button>
    </form>
  )
}
