import { LogIn } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../design/button.tsx'
import { accountApi } from './account-api.ts'
import { RemoveWay } from './remove-way.tsx'
import { SignInWay } from './sign-in-way.tsx'

/** The provider as a way to sign in, with a button that asks before it is none any more. */
export function ProviderRow({ name, removed }: { name: string; removed: () => void }) {
  const [asking, setAsking] = useState(false)
  return (
    <SignInWay
      icon={LogIn}
      name={name}
      about="Your account there signs you in"
      action={
        !asking && (
          <Button size="sm" aria-label={`Remove ${name}…`} onClick={() => setAsking(true)}>
            Remove…
          </Button>
        )
      }
    >
      {asking && (
        <RemoveWay
          question="Your account there then does not sign you in here any more."
          remove={async () => {
            await accountApi.removeProvider()
            removed()
          }}
          cancel={() => setAsking(false)}
        />
      )}
    </SignInWay>
  )
}
