import { Dialog } from '@base-ui/react/dialog'
import type { ChatClient } from '@chat/client'
import type { getInvite, RequestOutput } from '@chat/protocol'
import { useEffect, useState } from 'react'
import { explainRefusal } from '../connection/explain-refusal.ts'
import { isMissing } from '../connection/is-missing.ts'
import { Button, buttonClasses } from '../design/button.tsx'
import { Modal } from '../design/modal.tsx'
import { memberCount } from '../rooms/member-count.ts'
import { roomAddress } from '../rooms/open-room.ts'
import { goTo } from '../rooms/use-address.ts'
import { useStore } from '../store/use-store.ts'
import type { OpenedInvite } from './opened-invite.ts'

type Found =
  | { status: 'looking' }
  | ({ status: 'found' } & RequestOutput<typeof getInvite>)
  | { status: 'missing' }
  | { status: 'failed'; problem: string }

/** Shows whoever has opened an invite link where it leads, and asks whether they want to go there. */
export function InvitedDialog({ client, invite }: { client: ChatClient; invite: OpenedInvite }) {
  const token = useStore(invite.token)
  const connected = useStore(client.connection).status === 'connected'
  const [found, setFound] = useState<Found>({ status: 'looking' })
  const [attempt, setAttempt] = useState(0)
  const [joining, setJoining] = useState(false)
  const [problem, setProblem] = useState<string>()

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again for another attempt
  useEffect(() => {
    if (token === undefined || !connected) return
    let wanted = true
    client.findInvite(token).then(
      (answer) => wanted && setFound({ status: 'found', ...answer }),
      (error: unknown) => wanted && setFound(withoutInvite(error)),
    )
    return () => {
      wanted = false
    }
  }, [client, token, connected, attempt])

  async function join(given: string) {
    if (joining) return
    setJoining(true)
    setProblem(undefined)
    try {
      const room = await client.acceptInvite(given)
      if (invite.token.get() !== given) return
      invite.forget()
      goTo(roomAddress(room))
    } catch (error) {
      // It may have ended while this was open.
      if (isMissing(error)) setFound({ status: 'missing' })
      else setProblem(explainRefusal(error))
      setJoining(false)
    }
  }

  if (token === undefined) return null
  return (
    <Modal title={titleOf(found)} description={descriptionOf(found)} open onOpenChange={invite.forget} stays>
      <p role="alert" className="text-danger text-sm empty:hidden">
        {found.status === 'failed' ? found.problem : found.status === 'found' && problem}
      </p>
      <div className="mt-1 flex justify-end gap-2">
        <Dialog.Close className={buttonClasses()}>{found.status === 'missing' ? 'Close' : 'Not now'}</Dialog.Close>
        {found.status === 'failed' ? (
          <Button
            look="primary"
            onClick={() => {
              setFound({ status: 'looking' })
              setAttempt(attempt + 1)
            }}
          >
            Try again
          </Button>
        ) : (
          found.status !== 'missing' && (
            <Button look="primary" disabled={joining || found.status === 'looking'} onClick={() => void join(token)}>
              {found.status === 'found' && found.member ? 'Open room' : joining ? 'Joining…' : 'Join room'}
            </Button>
          )
        )}
      </div>
    </Modal>
  )
}

/** Only the server says that a link does not work: where it has not answered, the link may be fine. */
function withoutInvite(error: unknown): Found {
  return isMissing(error) ? { status: 'missing' } : { status: 'failed', problem: explainRefusal(error) }
}

function titleOf(found: Found) {
  if (found.status === 'looking' || found.status === 'failed') return 'You are invited to a room'
  if (found.status === 'missing') return 'This link does not work'
  const name = <bdi className="[overflow-wrap:anywhere]">{found.room.name}</bdi>
  return found.member ? <>You are in {name}</> : <>Join {name}?</>
}

function descriptionOf(found: Found) {
  if (found.status === 'looking') return 'One moment: looking where the link leads.'
  if (found.status === 'failed') return 'Where the link leads could not be found out.'
  if (found.status === 'missing') {
    return 'It has ended, or it was used by as many people as it is for. Ask for a new one.'
  }
  const { room, invitedBy, member } = found
  return (
    <>
      {invitedBy !== undefined && !member && (
        <>
          <bdi className="font-medium text-text">{invitedBy.name}</bdi> invites you.{' '}
        </>
      )}
      {room.topic !== undefined && (
        <>
          <bdi className="[overflow-wrap:anywhere]">{room.topic}</bdi> ·{' '}
        </>
      )}
      {room.kind === 'private' ? 'Private room' : 'Public room'} · {memberCount(room)}
    </>
  )
}
