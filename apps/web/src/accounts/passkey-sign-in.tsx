import { WebAuthnAbortService } from '@simplewebauthn/browser'
import { KeyRound } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '../design/button.tsx'
import { FormProblem } from './form-problem.tsx'
import { signInByAutofill, signInWithPasskey } from './passkeys.ts'
import { useSubmit } from './use-submit.ts'

/** Signs in with a passkey: by the button, or out of what the browser proposes for the e-mail address. */
export function PasskeySignIn({ onSignedIn }: { onSignedIn: () => Promise<void> }) {
  const [proposed, setProposed] = useState<string>()
  useEffect(() => {
    let gone = false
    signInByAutofill()
      .then((isIn) => (isIn && !gone ? onSignedIn() : undefined))
      .catch((error: unknown) => {
        if (!gone) setProposed(error instanceof Error ? error.message : String(error))
      })
    return () => {
      gone = true
      WebAuthnAbortService.cancelCeremony()
    }
  }, [onSignedIn])
  const { problem, busy, submit } = useSubmit(async () => {
    setProposed(undefined)
    await signInWithPasskey()
    await onSignedIn()
  })
  return (
    <div className="mt-2 flex flex-col gap-2">
      <Button type="button" size="lg" className="w-full" disabled={busy} onClick={submit}>
        <KeyRound aria-hidden="true" size="1.125rem" />
        Sign in with a passkey
      </Button>
      <FormProblem>{problem ?? proposed}</FormProblem>
    </div>
  )
}
