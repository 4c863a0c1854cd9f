import { LockKeyhole } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../design/button.tsx'
import type { OwnAccount } from './account-api.ts'
import { AddPasskeyForm } from './add-passkey-form.tsx'
import { AddProviderForm } from './add-provider-form.tsx'
import { PasskeyRow } from './passkey-row.tsx'
import { passkeysWork } from './passkeys.ts'
import { ProviderRow } from './provider-row.tsx'
import { SignInWay } from './sign-in-way.tsx'

/** Everything that lets one in, and what can be added. */
export function WaysToSignIn({ account, changed }: { account: OwnAccount; changed: () => void }) {
  const [adding, setAdding] = useState(false)
  const close = () => setAdding(false)
  return (
    <>
      <ul aria-label="Ways to sign in" className="overflow-hidden rounded-md border border-line">
        {account.hasPassword && (
          <SignInWay
            icon={LockKeyhole}
            name="Password"
            about={account.secondFactor ? 'With a code of your app' : 'On'}
          />
        )}
        {account.passkeys.map((passkey) => (
          <PasskeyRow key={passkey.id} passkey={passkey} removed={changed} />
        ))}
        {account.provider?.linked && <ProviderRow name={account.provider.name} removed={changed} />}
      </ul>
      {adding ? (
        <AddPasskeyForm
          hasPassword={account.hasPassword}
          cancel={close}
          added={() => {
            close()
            changed()
          }}
        />
      ) : (
        <AddPasskey open={() => setAdding(true)} />
      )}
      {account.provider && !account.provider.linked && (
        <AddProviderForm name={account.provider.name} hasPassword={account.hasPassword} />
      )}
    </>
  )
}

function AddPasskey({ open }: { open: () => void }) {
  const about = 'A passkey signs you in with your finger, face or screen lock, without a password.'
  if (!passkeysWork()) {
    return (
      <p className="text-muted text-sm">
        {about} Browsers have them only where Chat is opened by https and a name, as it is not here.
      </p>
    )
  }
  return (
    <>
      <p className="text-muted text-sm">{about}</p>
      <Button className="self-start" onClick={open}>
        Add a passkey…
      </Button>
    </>
  )
}
