import { useState } from 'react'
import { Button } from '../design/button.tsx'
import { accountApi } from './account-api.ts'
import { ConfirmForm } from './confirm-form.tsx'

/** Turns the second factor off, after the password. */
export function TurnOffSecondFactor({ changed }: { changed: () => void }) {
  const [asking, setAsking] = useState(false)
  if (!asking) {
    return (
      <>
        <p className="text-sm">On. Whoever signs in as you needs a code of your app, or one of your backup codes.</p>
        <Button className="self-start" onClick={() => setAsking(true)}>
          Turn off…
        </Button>
      </>
    )
  }
  return (
    <ConfirmForm
      password="Your password"
      action="Turn off"
      look="danger"
      confirm={async (password = '') => {
        await accountApi.disableSecondFactor(password)
        changed()
      }}
      cancel={() => setAsking(false)}
    >
      <p className="mb-3 text-sm">From then on the password alone lets you in. The backup codes become worthless.</p>
    </ConfirmForm>
  )
}
