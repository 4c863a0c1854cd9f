import { useState } from 'react'
import { TextField } from '../design/text-field.tsx'
import { ConfirmForm } from './confirm-form.tsx'
import { suggestPasskeyName } from './describe-passkey.ts'
import { addPasskey } from './passkeys.ts'

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
  const [error, setError] = useState<string>()

  async function add(password: string | undefined) {
    const found = name.trim() === '' ? 'Give it a name that you recognise it by.' : undefined
    setError(found)
    if (found !== undefined) return
    await addPasskey(name.trim(), password)
    added()
  }

  return (
    <ConfirmForm
      password={hasPassword ? 'Password, to confirm' : undefined}
      action="Add passkey"
      confirm={add}
      cancel={cancel}
    >
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
    </ConfirmForm>
  )
}
