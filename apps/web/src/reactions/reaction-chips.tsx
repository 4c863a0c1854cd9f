import { Tooltip } from '@base-ui/react/tooltip'
import type { Message, Reaction } from '@chat/protocol'
import { SmilePlus } from 'lucide-react'
import { IconButton } from '../design/icon-button.tsx'
import { TOOLTIP_POPUP } from '../design/tooltip-look.ts'
import { useStore } from '../store/use-store.ts'
import { countOf, describeReactors } from './describe-reactors.ts'
import type { Reacting } from './reacting.ts'

/** The reactions to a message, below it: one's own stand out, and a click joins in or takes back. */
export function ReactionChips({
  messageId,
  reactions,
  reacting,
}: {
  messageId: Message['id']
  reactions: readonly Reaction[]
  reacting: Reacting
}) {
  return (
    // The room at the end is for the button, which so never has a line to itself.
    <fieldset
      aria-label="Reactions"
      className="mt-1 mb-0.5 flex flex-wrap items-center gap-1 pe-8 pointer-coarse:pe-12"
    >
      {reactions.map((reaction) => (
        <ReactionChip key={reaction.emoji} messageId={messageId} reaction={reaction} reacting={reacting} />
      ))}
      {reacting.allowed && (
        <IconButton
          icon={SmilePlus}
          label="Add a reaction"
          size="sm"
          onClick={({ currentTarget }) => reacting.choose(messageId, currentTarget)}
          className="-my-2 -me-8 rounded-full pointer-coarse:-me-12"
        />
      )}
    </fieldset>
  )
}

function ReactionChip({
  messageId,
  reaction,
  reacting: { client, allowed, set },
}: {
  messageId: Message['id']
  reaction: Reaction
  reacting: Reacting
}) {
  const users = useStore(client.users)
  const me = useStore(client.me)?.id
  const { emoji } = reaction
  const mine = me !== undefined && reaction.userIds.includes(me)
  const who = describeReactors(reaction, { me, users })
  return (
    <Tooltip.Root>
      <Tooltip.Trigger
        aria-pressed={mine}
        aria-disabled={!allowed}
        onClick={() => {
          if (allowed) set(messageId, emoji, !mine)
        }}
        className={`touch-around flex h-7 items-center gap-1.5 rounded-full border px-2 text-sm tabular-nums transition-colors duration-100 ${allowed ? 'cursor-pointer' : ''} ${mine ? 'border-accent-text bg-selected font-medium text-accent-text' : `border-line bg-surface text-muted ${allowed ? 'hover:border-edge hover:text-text' : ''}`}`}
      >
        <span className="font-emoji text-base leading-none">{emoji}</span>
        <span>
          {countOf(reaction)}
          <span className="sr-only">{`: ${who}`}</span>
        </span>
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Positioner sideOffset={6} className="z-20">
          <Tooltip.Popup dir="auto" className={`${TOOLTIP_POPUP} max-w-60 [overflow-wrap:anywhere]`}>
            {who}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
