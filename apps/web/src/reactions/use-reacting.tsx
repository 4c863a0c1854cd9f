import type { ChatClient } from '@chat/client'
import type { Message, MessageId, RoomSummary } from '@chat/protocol'
import { SmilePlus, Users } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import { explainRefusal } from '../connection/explain-refusal.ts'
import { showNotice } from '../design/notices.ts'
import { type Place, placeOf } from '../design/place.ts'
import { EmojiPopover } from '../emoji/emoji-popover.tsx'
import type { MessageAction } from '../messages/message-actions.ts'
import type { TimelineRow } from '../messages/timeline-rows.ts'
import { canReact, type Reacting } from './reacting.ts'
import { WhoReactedDialog } from './who-reacted-dialog.tsx'

interface Choosing {
  readonly messageId: MessageId
  readonly anchor: HTMLElement
  readonly place: Place
}

/** Reacting to the messages of a room: what the rows need, what the actions offer, and what opens for it. */
export function useReacting(
  client: ChatClient,
  room: Pick<RoomSummary, 'id' | 'archived'>,
): {
  readonly reacting: Reacting
  readonly actionsOf: (row: TimelineRow) => readonly MessageAction[]
  readonly dialogs: ReactNode
} {
  const { id: roomId } = room
  const allowed = !room.archived
  // What they are about stays while they fade.
  const [choosing, setChoosing] = useState<Choosing>()
  const [picking, setPicking] = useState(false)
  const [asked, setAsked] = useState<{ readonly message: Pick<Message, 'id' | 'roomId'>; readonly from: HTMLElement }>()
  const [showing, setShowing] = useState(false)

  const parts = useMemo(() => {
    const reacting: Reacting = {
      client,
      allowed,
      set(messageId, emoji, on) {
        client
          .setReaction({ id: messageId, roomId }, emoji, on)
          .catch((error: unknown) => showNotice(`The reaction was not taken. ${explainReaction(error)}`))
      },
      choose(messageId, anchor) {
        setChoosing({ messageId, anchor, place: placeOf(anchor) })
        setPicking(true)
      },
    }
    const actionsOf = (row: TimelineRow): readonly MessageAction[] => [
      ...(canReact(row, reacting)
        ? [
            {
              label: 'Add a reaction',
              icon: SmilePlus,
              inBar: true as const,
              takesFocus: true as const,
              run: (article: HTMLElement) => reacting.choose(row.id, article),
            },
          ]
        : []),
      ...(row.reactions.length > 0
        ? [
            {
              label: 'Who reacted',
              icon: Users,
              takesFocus: true as const,
              run(article: HTMLElement) {
                setAsked({ message: { id: row.id, roomId }, from: article })
                setShowing(true)
              },
            },
          ]
        : []),
    ]
    return { reacting, actionsOf }
  }, [client, roomId, allowed])

  const dialogs = (
    <>
      {choosing !== undefined && (
        <EmojiPopover
          key={choosing.messageId}
          anchor={choosing.place}
          title="Add a reaction"
          open={picking}
          onOpenChange={setPicking}
          finalFocus={() => choosing.anchor}
          onSelect={(emoji) => parts.reacting.set(choosing.messageId, emoji, true)}
        />
      )}
      {asked !== undefined && (
        <WhoReactedDialog
          client={client}
          message={asked.message}
          open={showing}
          onOpenChange={setShowing}
          finalFocus={() => asked.from}
        />
      )}
    </>
  )
  return { ...parts, dialogs }
}

function explainReaction(error: unknown): string {
  // Of what others react with, a newer browser may know more than this one.
  return error instanceof RangeError ? 'This browser does not know that emoji yet.' : explainRefusal(error)
}
