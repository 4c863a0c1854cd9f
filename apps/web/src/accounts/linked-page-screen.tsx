import { type ReactNode, useEffect, useState } from 'react'
import { Button, buttonClasses } from '../design/button.tsx'
import { TextField } from '../design/text-field.tsx'
import { Door } from '../session/door.tsx'
import { accountApi } from './account-api.ts'
import { FormProblem } from './form-problem.tsx'
import type { LinkedPage } from './linked-page.ts'
import { PASSWORD_HINT, passwordProblem } from './password-rule.ts'
import { useSubmit } from './use-submit.ts'

/** What the link in a mail opens. */
export function LinkedPageScreen({ page, token }: LinkedPage) {
  return page === 'reset-password' ? <ResetPassword token={token} /> : <ConfirmEmail token={token} />
}

function ResetPassword({ token }: { token: string }) {
  const [password, setPassword] = useState('')
  const [error, setError] = useState<string>()
  const [done, setDone] = useState(false)
  const { problem, busy, submit } = useSubmit(async () => {
    const found = passwordProblem(password)
    setError(found)
    if (found !== undefined) return
    await accountApi.resetPassword(token, password)
    setDone(true)
  })
  if (done)
    return <Result title="Your password is changed" text="You are signed out everywhere. Sign in with it now." />
  return (
    <Door title="Choose a new password" intro="It signs you out everywhere.">
      <form onSubmit={submit} noValidate className="flex flex-col">
        <TextField
          label="New password"
          type="password"
          autoComplete="new-password"
          enterKeyHint="go"
          autoFocus
          hint={PASSWORD_HINT}
          error={error}
          value={password}
          onChange={(event) => {
            setPassword(event.target.value)
            setError(undefined)
          }}
        />
        <FormProblem>{problem}</FormProblem>
        <Button type="submit" look="primary" size="lg" className="mt-3 w-full" disabled={busy}>
          Change password
        </Button>
        {problem !== undefined && (
          <a href="/" className={`${buttonClasses({ look: 'quiet' })} mt-2 self-center`}>
            Open Chat
          </a>
        )}
      </form>
    </Door>
  )
}

function ConfirmEmail({ token }: { token: string }) {
  const [outcome, setOutcome] = useState<{ problem?: string }>()
  useEffect(() => {
    accountApi.confirmEmail(token).then(
      () => setOutcome({}),
      (error: unknown) => setOutcome({ problem: error instanceof Error ? error.message : String(error) }),
    )
  }, [token])
  if (outcome === undefined) return null
  if (outcome.problem !== undefined) return <Result title="Not confirmed" text={outcome.problem} />
  return <Result title="Confirmed" text="This e-mail address is yours." />
}

function Result({ title, text }: { title: string; text: ReactNode }) {
  return (
    <Door title={title} intro={text}>
      <a href="/" className={`${buttonClasses({ look: 'primary', size: 'lg' })} w-full`}>
        Open Chat
      </a>
    </Door>
  )
}
