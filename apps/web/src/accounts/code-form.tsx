import { useState } from 'react'
import { Button } from '../design/button.tsx'
import { TextField } from '../design/text-field.tsx'
import { accountApi } from './account-api.ts'
import { FormProblem } from './form-problem.tsx'
import { useSubmit } from './use-submit.ts'

/** The second step of a sign-in: a code of the authenticator app, or a backup code for who has lost it. */
export function CodeForm({ onSignedIn }: { onSignedIn: () => Promise<void> }) {
  const [code, setCode] = useState('')
  const [lost, setLost] = useState(false)
  const { problem, busy, submit, clear } = useSubmit(async () => {
    const typed = code.replaceAll(' ', '')
    await (lost ? accountApi.verifyBackupCode(typed) : accountApi.verifyCode(typed))
    await onSignedIn()
  })
  return (
    <form onSubmit={submit} noValidate className="flex flex-col">
      <TextField
        key={String(lost)}
        label={lost ? 'Backup code' : 'Code'}
        hint={lost ? 'Each works once.' : 'The six digits that your authenticator app shows.'}
        autoComplete="one-time-code"
        inputMode={lost ? 'text' : 'numeric'}
        enterKeyHint="go"
        autoFocus
        value={code}
        onChange={(event) => {
          setCode(event.target.value)
          clear()
        }}
      />
      <FormProblem>{problem}</FormProblem>
      <Button type="submit" look="primary" size="lg" className="mt-3 w-full" disabled={busy}>
        {busy ? 'Signing in…' : 'Sign in'}
      </Button>
      <Button
        type="button"
        look="quiet"
        className="mt-2 self-center"
        onClick={() => {
          setLost(!lost)
          setCode('')
          clear()
        }}
      >
        {lost ? 'Use the app' : 'Use a backup code'}
      </Button>
    </form>
  )
}
