import { lazy, Suspense } from 'react'
import type { Drafts } from './messages/drafts.ts'
import { JoinScreen } from './session/join-screen.tsx'
import type { Session } from './session/session.ts'
import { useStore } from './store/use-store.ts'

const loadRoomScreen = () => import('./rooms/room-screen.tsx')
const RoomScreen = lazy(() => loadRoomScreen().then((module) => ({ default: module.RoomScreen })))

/** Chooses the screen. */
export function App({ session, drafts }: { session: Session; drafts: Drafts }) {
  const state = useStore(session.state)
  switch (state.status) {
    case 'checking':
      return null
    case 'signed-out':
      // While the person reads the name, what comes next is loaded.
      loadRoomScreen().catch(() => {})
      return <JoinScreen ended={state.ended} join={session.join} />
    case 'signed-in':
      return (
        <Suspense>
          <RoomScreen client={state.client} drafts={drafts} justJoined={state.justJoined} signOut={session.signOut} />
        </Suspense>
      )
  }
}
