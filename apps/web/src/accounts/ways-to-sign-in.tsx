import { KeyRound, LockKeyhole, LogIn } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../design/button.tsx'
import { accountApi, type OwnAccount } from './account-api.ts'
import { AddPasskeyForm } from './add-passkey-form.tsx'
import { AddProviderForm } from './add-provider-form.tsx'
import { whenUsed } from './describe-passkey.ts'
import { passkeysWork } from './passkeys.ts'
import { RemovableWay } from './removable-way.tsx'
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
          <RemovableWay
            key={passkey.id}
            icon={KeyRound}
            name={passkey.name}
            about={whenUsed(passkey, Date.now())}
            question="It then signs nobody in any more. Delete it on the device as well."
            remove={() => accountApi.removePasskey(passkey.id).then(changed)}
          />
        ))}
        {account.provider?.linked && (
          <RemovableWay
            icon={LogIn}
            name={account.provider.name}
            about="Your account there signs you in"
            question="Your account there then does not sign you in here any more."
            remove={() => accountApi.removeProvider().then(changed)}
          />
        )}
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
