import type { ChatClient } from '@chat/client'
import { useState } from 'react'
import { Button } from '../design/button.tsx'
import { SignOutDialog } from './sign-out-dialog.tsx'
import { SuspendedScreen } from './suspended-screen.tsx'
import { waitingMessages } from './waiting-messages.ts'

/** What somebody who is suspended can still do: look whether they are let in again, and sign out. */
export function Suspended({
  client,
  message,
  signOut,
}: {
  client: ChatClient
  message: string
  signOut: () => Promise<void>
}) {
  const [leaving, setLeaving] = useState(false)
  return (
    <SuspendedScreen message={message} retry={client.reconnectNow}>
      <Button onClick={() => setLeaving(true)}>Sign out…</Button>
      <SignOutDialog
        guest={client.me.get()?.guest ?? false}
        waiting={leaving ? waitingMessages(client).length : 0}
        open={leaving}
        onOpenChange={setLeaving}
        signOut={signOut}
      />
    </SuspendedScreen>
  )
}
