import { useState } from 'react'
import { Button } from '../design/button.tsx'
import { TextField } from '../design/text-field.tsx'
import { FormProblem } from './form-problem.tsx'
import { leaveForProvider } from './provider-journey.ts'
import { useSubmit } from './use-submit.ts'

/** Makes the provider a further way to sign in, after the password. */
export function AddProviderForm({ name, hasPassword }: { name: string; hasPassword: boolean }) {
  const [asking, setAsking] = useState(false)
  const [password, setPassword] = useState('')
  const { problem, busy, submit, clear } = useSubmit(() =>
    leaveForProvider({ keep: true, ...(hasPassword && { password }) }),
  )
  if (!asking) {
    return (
      <Button className="self-start" onClick={() => setAsking(true)}>
        Add {name}…
      </Button>
    )
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col">
      <p className="mb-3 text-muted text-sm">You sign in at {name}, and come back.</p>
      {hasPassword && (
        <TextField
          label={`Password, to add ${name}`}
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
        <Button type="submit" look="primary" disabled={busy}>
          Continue
        </Button>
      </div>
    </form>
  )
}
