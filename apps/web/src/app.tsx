import type { OwnerLink } from './administration/owner-link.ts'
import type { OpenedInvite } from './invites/opened-invite.ts'
import type { Drafts } from './messages/drafts.ts'
import { Entrance } from './session/entrance.tsx'
import type { Session } from './session/session.ts'
import { loadRoomScreen, SignedIn } from './signed-in.tsx'
import { useStore } from './store/use-store.ts'

/** Chooses the screen. */
export function App({
  session,
  drafts,
  ownerLink,
  openedInvite,
}: {
  session: Session
  drafts: Drafts
  ownerLink: OwnerLink
  openedInvite: OpenedInvite
}) {
  const state = useStore(session.state)
  const owning = useStore(ownerLink.token) !== undefined
  const invited = useStore(openedInvite.token) !== undefined
  switch (state.status) {
    case 'checking':
      return null
    case 'signed-out':
      // While the person reads the name, what comes next is loaded.
      loadRoomScreen().catch(() => {})
      return (
        <Entrance
          ended={state.ended}
          arrival={arrivalBy({ owning, invited })}
          join={session.join}
          resume={session.resume}
        />
      )
    case 'signed-in':
      return (
        <SignedIn state={state} session={session} drafts={drafts} ownerLink={ownerLink} openedInvite={openedInvite} />
      )
  }
}

function arrivalBy({ owning, invited }: { owning: boolean; invited: boolean }): string | undefined {
  if (owning) return 'Your link is for the owner of this server.'
  return invited ? 'You are invited to a room.' : undefined
}
