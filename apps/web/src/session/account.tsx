import type { ChatClient } from '@chat/client'
import type { ChosenStatus } from '@chat/protocol'
import { useState } from 'react'
import { KeepAccountDialog } from '../accounts/keep-account-dialog.tsx'
import { LeaveGuestDialog } from '../accounts/leave-guest-dialog.tsx'
import { SettingsDialog } from '../accounts/settings-dialog.tsx'
import { explainRefusal } from '../connection/explain-refusal.ts'
import { announce } from '../design/announce.ts'
import { showNotice } from '../design/notices.ts'
import { STATUS_NAMES } from '../people/status-names.ts'
import { markAllRead } from '../reads/mark-all-read.ts'
import { useStore } from '../store/use-store.ts'
import { AccountMenu } from './account-menu.tsx'
import { SignOutDialog } from './sign-out-dialog.tsx'
import { waitingMessages } from './waiting-messages.ts'

/** Oneself: the menu, and the questions that it asks. */
export function Account({
  client,
  openKeys,
  signOut,
  resume,
}: {
  client: ChatClient
  /** Shows what can be done by keyboard. */
  openKeys: () => void
  signOut: () => Promise<void>
  resume: () => Promise<void>
}) {
  const me = useStore(client.me)
  const chosen = useStore(client.chosenStatus)
  const connected = useStore(client.connection).status === 'connected'
  const [asking, setAsking] = useState<'profile' | 'keep' | 'sign-in' | 'settings' | 'leave'>()
  const close = (open: boolean) => {
    if (!open) setAsking(undefined)
  }
  return (
    <>
      <AccountMenu
        me={me}
        status={connected ? chosen : undefined}
        chooseStatus={(status) => void chooseStatus(client, status)}
        markAllRead={() => markAllRead(client)}
        openProfile={() => setAsking('profile')}
        keep={() => setAsking('keep')}
        signIn={() => setAsking('sign-in')}
        openSettings={() => setAsking('settings')}
        openKeys={openKeys}
        signOut={() => setAsking('leave')}
      />
      <KeepAccountDialog name={me?.name ?? ''} open={asking === 'keep'} onOpenChange={close} />
      <LeaveGuestDialog
        name={me?.name ?? ''}
        waiting={asking === 'sign-in' ? waitingMessages(client).length : 0}
        open={asking === 'sign-in'}
        onOpenChange={close}
        keep={() => setAsking('keep')}
        resume={resume}
      />
      <SettingsDialog
        client={client}
        section={asking === 'profile' ? 'profile' : 'account'}
        open={asking === 'settings' || asking === 'profile'}
        onOpenChange={close}
      />
      <SignOutDialog
        guest={me?.guest ?? false}
        waiting={asking === 'leave' ? waitingMessages(client).length : 0}
        open={asking === 'leave'}
        onOpenChange={close}
        signOut={signOut}
      />
    </>
  )
}

async function chooseStatus(client: ChatClient, status: ChosenStatus): Promise<void> {
  try {
    await client.choosePresence(status)
    announce(`You are shown as: ${STATUS_NAMES[status]}`)
  } catch (error) {
    showNotice(explainRefusal(error))
  }
}
