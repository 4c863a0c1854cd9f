import { Toolbar } from '@base-ui/react/toolbar'
import type { MessageId } from '@chat/protocol'
import { EmojiButton } from '../emoji/emoji-button.tsx'
import { recentEmojis } from '../emoji/recent-emojis.ts'
import { useStore } from '../store/use-store.ts'
import type { Reacting } from './reacting.ts'

const IN_BAR = 3
const IN_SHEET = 6

/** The emoji that are used most, as buttons of the bar over a message. */
export function QuickReactionsInBar({ messageId, reacting }: { messageId: MessageId; reacting: Reacting }) {
  const recent = useStore(recentEmojis)
  return recent.slice(0, IN_BAR).map((emoji) => (
    <Toolbar.Button
      key={emoji}
      aria-label={`React with ${emoji}`}
      onClick={() => reacting.set(messageId, emoji, true)}
      className="touch-target flex size-7 cursor-pointer items-center justify-center rounded-md text-lg leading-none hover:bg-hover"
    >
      <span aria-hidden="true" className="font-emoji">
        {emoji}
      </span>
    </Toolbar.Button>
  ))
}

/** The same, under a thumb. */
export function QuickReactionsInSheet({ react }: { react: (emoji: string) => void }) {
  const recent = useStore(recentEmojis)
  return (
    <div className="mb-1 flex justify-between px-2">
      {recent.slice(0, IN_SHEET).map((emoji) => (
        <EmojiButton key={emoji} emoji={emoji} label={`React with ${emoji}`} size="lg" onSelect={react} />
      ))}
    </div>
  )
}
