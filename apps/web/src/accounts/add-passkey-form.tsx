import { useState } from 'react'
import { Button } from '../design/button.tsx'
import { TextField } from '../design/text-field.tsx'
import { suggestPasskeyName } from './describe-passkey.ts'
import { FormProblem } from './form-problem.tsx'
import { addPasskey } from './passkeys.ts'
import { useSubmit } from './use-submit.ts'

/** Asks what a new passkey is called, and for the password as a proof. The browser asks the rest. */
export function AddPasskeyForm({
  hasPassword,
  added,
  cancel,
}: {
  hasPassword: boolean
  added: () => void
  cancel: () => void
}) {
  const [name, setName] = useState(() => suggestPasskeyName(navigator.userAgent))
  const [password, setPassword] = useState('')
  const [error, setError] = useState<string>()
  const { problem, busy, submit, clear } = useSubmit(async () => {
    const found = name.trim() === '' ? 'Give it a name that you recognise it by.' : undefined
    setError(found)
    if (found !== undefined) return
    await addPasskey(name.trim(), hasPassword ? password : undefined)
    added()
  })
  return (
    <form onSubmit={submit} noValidate className="flex flex-col">
      <TextField
        label="Name of the passkey"
        hint="So that you recognise it in the list."
        maxLength={60}
        autoComplete="off"
        error={error}
        value={name}
        onChange={(event) => {
          setName(event.target.value)
          setError(undefined)
        }}
      />
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
        <Button onClick={cancel}>Cancel</Button>
        <Button type="submit" look="primary" disabled={busy}>
          Add passkey
        </Button>
      </div>
    </form>
  )
}
