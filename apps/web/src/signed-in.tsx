import { lazy, Suspense, use, useEffect, useState } from 'react'
import { OwnerDialog } from './administration/owner-dialog.tsx'
import type { OwnerLink } from './administration/owner-link.ts'
import { PEOPLE_ADDRESS } from './administration/people-address.ts'
import { InvitedDialog } from './invites/invited-dialog.tsx'
import type { OpenedInvite } from './invites/opened-invite.ts'
import { UnfoldedCode } from './markdown/unfolded-code.tsx'
import type { Drafts } from './messages/drafts.ts'
import { useAddress } from './rooms/use-address.ts'
import type { Session, SessionState } from './session/session.ts'
import { Suspended } from './session/suspended.tsx'
import { useStore } from './store/use-store.ts'
import { lookWhenBack } from './update/look-when-back.ts'
import { AppUpdateContext } from './update/update-notice.tsx'

export const loadRoomScreen = () => import('./rooms/room-screen.tsx')
const loadNotifying = () => import('./notifications/notify-person.ts')
const PeoplePage = lazy(() =>
  import('./administration/people-page.tsx').then((module) => ({ default: module.PeoplePage })),
)
const RoomScreen = lazy(() => loadRoomScreen().then((module) => ({ default: module.RoomScreen })))

/** The screens of somebody who is signed in. */
export function SignedIn({
  state: { client, justJoined },
  session,
  drafts,
  ownerLink,
  openedInvite,
}: {
  state: Extract<SessionState, { status: 'signed-in' }>
  session: Session
  drafts: Drafts
  ownerLink: OwnerLink
  openedInvite: OpenedInvite
}) {
  const connection = useStore(client.connection)
  const address = useAddress()
  const update = use(AppUpdateContext)
  const [unfolded] = useState(() => new Set<string>())
  useEffect(() => lookWhenBack(client.connection, update), [client, update])
  useEffect(() => {
    const notifying = loadNotifying().then(({ notifyPerson }) => notifyPerson(client))
    // Without it the rest goes on: the list and the title tell what waits.
    notifying.catch(() => {})
    return () => void notifying.then((stop) => stop()).catch(() => {})
  }, [client])
  if (connection.status === 'ended' && connection.error.code === 'FORBIDDEN') {
    return <Suspended client={client} message={connection.error.message} signOut={session.signOut} />
  }
  return (
    <Suspense>
      {address === PEOPLE_ADDRESS ? (
        <PeoplePage client={client} />
      ) : (
        <UnfoldedCode value={unfolded}>
          <RoomScreen
            client={client}
            drafts={drafts}
            justJoined={justJoined}
            signOut={session.signOut}
            resume={session.resume}
          />
        </UnfoldedCode>
      )}
      <OwnerDialog client={client} link={ownerLink} />
      <InvitedDialog client={client} invite={openedInvite} />
    </Suspense>
  )
}
