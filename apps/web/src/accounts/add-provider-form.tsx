import { useState } from 'react'
import { Button } from '../design/button.tsx'
import { ConfirmForm } from './confirm-form.tsx'
import { leaveForProvider } from './provider-journey.ts'

/** Makes the provider a further way to sign in, after the password. */
export function AddProviderForm({ name, hasPassword }: { name: string; hasPassword: boolean }) {
  const [asking, setAsking] = useState(false)
  if (!asking) {
    return (
      <Button className="self-start" onClick={() => setAsking(true)}>
        Add {name}…
      </Button>
    )
  }
  return (
    <ConfirmForm
      password={hasPassword ? `Password, to add ${name}` : undefined}
      action="Continue"
      confirm={(password) => leaveForProvider({ keep: true, password })}
      cancel={() => setAsking(false)}
    >
      <p className="mb-3 text-muted text-sm">You sign in at {name}, and come back.</p>
    </ConfirmForm>
  )
}
