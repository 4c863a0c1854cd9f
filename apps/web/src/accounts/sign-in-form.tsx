import { useState } from 'react'
import { Button } from '../design/button.tsx'
import { TextField } from '../design/text-field.tsx'
import { accountApi } from './account-api.ts'
import { CodeForm } from './code-form.tsx'
import { FormProblem } from './form-problem.tsx'
import { PasskeySignIn } from './passkey-sign-in.tsx'
import { passkeysWork } from './passkeys.ts'
import { useSubmit } from './use-submit.ts'

/** Asks for an e-mail address and a password. */
export function SignInForm({
  onSignedIn,
  forgotten,
}: {
  onSignedIn: () => Promise<void>
  /** The password is forgotten; the address is what was typed so far. */
  forgotten: (email: string) => void
}) {
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [secondStep, setSecondStep] = useState(false)
  const { problem, busy, submit, clear } = useSubmit(async () => {
    const { twoFactorRedirect } = await accountApi.signIn(email.trim(), password)
    if (twoFactorRedirect) setSecondStep(true)
    else await onSignedIn()
  })
  if (secondStep) return <CodeForm onSignedIn={onSignedIn} />
  return (
    <form onSubmit={submit} noValidate className="flex flex-col">
      <TextField
        label="E-mail address"
        type="email"
        autoComplete={passkeysWork() ? 'username webauthn' : 'username'}
        autoFocus
        value={email}
        onChange={(event) => {
          setEmail(event.target.value)
          clear()
        }}
      />
      <TextField
        label="Password"
        type="password"
        autoComplete="current-password"
        enterKeyHint="go"
        value={password}
        onChange={(event) => {
          setPassword(event.target.value)
          clear()
        }}
      />
      <FormProblem>{problem}</FormProblem>
      <Button type="submit" look="primary" size="lg" className="mt-3 w-full" disabled={busy}>
        {busy ? 'Signing in…' : 'Sign in'}
      </Button>
      {passkeysWork() && <PasskeySignIn onSignedIn={onSignedIn} />}
      <Button type="button" look="quiet" className="mt-2 self-center" onClick={() => forgotten(email.trim())}>
        Forgot password?
      </Button>
    </form>
  )
}
