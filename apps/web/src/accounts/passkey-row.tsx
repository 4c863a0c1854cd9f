import { KeyRound } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../design/button.tsx'
import { accountApi, type Passkey } from './account-api.ts'
import { whenUsed } from './describe-passkey.ts'
import { RemoveWay } from './remove-way.tsx'
import { SignInWay } from './sign-in-way.tsx'

/** A passkey, with a button that asks before it lets nobody in any more. */
export function PasskeyRow({ passkey, removed }: { passkey: Passkey; removed: () => void }) {
  const [asking, setAsking] = useState(false)
  return (
    <SignInWay
      icon={KeyRound}
      name={passkey.name}
      about={whenUsed(passkey, Date.now())}
      action={
        !asking && (
          <Button size="sm" aria-label={`Remove ${passkey.name}…`} onClick={() => setAsking(true)}>
            Remove…
          </Button>
        )
      }
    >
      {asking && (
        <RemoveWay
          question="It then signs nobody in any more. Delete it on the device as well."
          remove={async () => {
            await accountApi.removePasskey(passkey.id)
            removed()
          }}
          cancel={() => setAsking(false)}
        />
      )}
    </SignInWay>
  )
}
