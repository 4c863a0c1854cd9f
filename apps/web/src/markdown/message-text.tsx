import type { Mention, UserId } from '@chat/protocol'
import { memo, type ReactNode, useMemo } from 'react'
import { isOnlyEmojis } from '../emoji/only-emojis.ts'
import { MentionsContext } from '../mentions/text-with-mentions.tsx'
import { MarkdownNodes } from './markdown-nodes.tsx'
import { parseMarkdown } from './parse-markdown.ts'

/** The text of a message, with its Markdown. Built of elements; there is no way for HTML into it. */
export const MessageText = memo(function MessageText({
  text,
  mentions,
  mentionsRoom = false,
  me,
  end,
}: {
  text: string
  /** Whom it mentions. */
  mentions?: readonly Mention[] | undefined
  mentionsRoom?: boolean
  /** Who looks at it. */
  me?: UserId | undefined
  /** What stands behind it. */
  end?: ReactNode
}) {
  const shown = useMemo(
    () => (mentions || mentionsRoom ? { people: mentions ?? [], room: mentionsRoom, me } : undefined),
    [mentions, mentionsRoom, me],
  )
  const nodes = useMemo(() => parseMarkdown(text), [text])
  return (
    <div className={isOnlyEmojis(text) ? 'message-text text-xl' : 'message-text'}>
      {nodes ? (
        <MentionsContext value={shown}>
          <MarkdownNodes nodes={nodes} end={end} />
        </MentionsContext>
      ) : (
        <p dir="auto" className="whitespace-pre-wrap">
          {text}
          {end}
        </p>
      )}
    </div>
  )
})
