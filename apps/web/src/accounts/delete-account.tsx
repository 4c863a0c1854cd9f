import { useState } from 'react'
import { Button } from '../design/button.tsx'
import { TextField } from '../design/text-field.tsx'
import { accountApi } from './account-api.ts'
import { FormProblem } from './form-problem.tsx'
import { useSubmit } from './use-submit.ts'

/** Deletes one's own account, after saying what goes and what stays. */
export function DeleteAccount({ hasPassword }: { hasPassword: boolean }) {
  const [asking, setAsking] = useState(false)
  const [password, setPassword] = useState('')
  // Nothing follows from the answer: the session ends, as it does on every device.
  const { problem, busy, submit, clear } = useSubmit(() =>
    accountApi.deleteAccount(hasPassword ? password : undefined).then(() => {}),
  )
  if (!asking) {
    return (
      <Button className="self-start" onClick={() => setAsking(true)}>
        Delete account…
      </Button>
    )
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col">
      <p className="mb-3 text-sm">
        You are signed out everywhere and leave all rooms; your name, e-mail address and password are gone. What you
        wrote stays, under the name “Deleted account”. This cannot be undone.
      </p>
      {hasPassword && (
        <TextField
          label="Password, to confirm"
          type="password"
          autoComplete="current-password"
          autoFocus
          value={password}
          onChange={(event) => {
            setPassword(event.target.value)
            clear()
          }}
        />
      )}
      <FormProblem>{problem}</FormProblem>
      <div className="mt-1 flex gap-2">
        <Button onClick={() => setAsking(false)}>Cancel</Button>
        <Button type="submit" look="danger" disabled={busy}>
          Delete account
        </Button>
      </div>
    </form>
  )
}
