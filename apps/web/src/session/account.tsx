import type { ChatClient } from '@chat/client'
import { useState } from 'react'
import { explainRefusal } from '../connection/explain-refusal.ts'
import { useStore } from '../store/use-store.ts'
import { AccountMenu } from './account-menu.tsx'
import { RenameDialog } from './rename-dialog.tsx'
import { SignOutDialog } from './sign-out-dialog.tsx'
import { waitingMessages } from './waiting-messages.ts'

/** Oneself: the menu, and the questions that it asks. */
export function Account({ client, signOut }: { client: ChatClient; signOut: () => Promise<void> }) {
  const me = useStore(client.me)
  const [asking, setAsking] = useState<'name' | 'leave'>()
  const close = (open: boolean) => {
    if (!open) setAsking(undefined)
  }
  return (
    <>
      <AccountMenu me={me} rename={() => setAsking('name')} signOut={() => setAsking('leave')} />
      <RenameDialog
        name={me?.name ?? ''}
        open={asking === 'name'}
        onOpenChange={close}
        rename={(name) => rename(client, name)}
      />
      <SignOutDialog
        waiting={asking === 'leave' ? waitingMessages(client).length : 0}
        open={asking === 'leave'}
        onOpenChange={close}
        signOut={signOut}
      />
    </>
  )
}

async function rename(client: ChatClient, name: string): Promise<void> {
  try {
    await client.rename(name)
  } catch (cause) {
    throw new Error(explainRefusal(cause), { cause })
  }
}
