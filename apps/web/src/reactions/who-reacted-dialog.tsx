import { Tabs } from '@base-ui/react/tabs'
import type { ChatClient } from '@chat/client'
import type { Message, UserId } from '@chat/protocol'
import { useEffect, useState } from 'react'
import { explainRefusal } from '../connection/explain-refusal.ts'
import { Avatar } from '../design/avatar.tsx'
import { Button } from '../design/button.tsx'
import { Modal } from '../design/modal.tsx'
import { useStore } from '../store/use-store.ts'
import { useThrottledStore } from '../store/use-throttled-store.ts'
import { countOf } from './describe-reactors.ts'

/** Everybody who reacts to a message, emoji by emoji. */
export function WhoReactedDialog({
  client,
  message,
  open,
  onOpenChange,
  finalFocus,
}: {
  client: ChatClient
  message: Pick<Message, 'id' | 'roomId'>
  open: boolean
  onOpenChange: (open: boolean) => void
  finalFocus: () => HTMLElement | null
}) {
  const view = useThrottledStore(client.room(message.roomId))
  const reactions = view.messages.find(({ id }) => id === message.id)?.reactions ?? []
  const [first] = reactions
  return (
    <Modal title="Reactions" open={open} onOpenChange={onOpenChange} size="list" finalFocus={finalFocus}>
      {first === undefined ? (
        <p className="p-5 text-muted">Nobody reacts to this message any more.</p>
      ) : (
        <Tabs.Root defaultValue={first.emoji} className="flex min-h-0 flex-1 flex-col">
          <Tabs.List aria-label="Emoji" className="flex shrink-0 flex-wrap gap-1.5 px-5 pt-2 pb-3">
            {reactions.map((reaction) => (
              <Tabs.Tab
                key={reaction.emoji}
                value={reaction.emoji}
                className="touch-target flex h-9 shrink-0 cursor-pointer items-center gap-1.5 rounded-full border border-line px-3 text-sm tabular-nums data-active:border-accent-text data-active:bg-selected"
              >
                <span className="font-emoji">{reaction.emoji}</span> {countOf(reaction)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          {reactions.map((reaction) => (
            <Tabs.Panel
              key={reaction.emoji}
              value={reaction.emoji}
              className="min-h-0 flex-1 overflow-y-auto border-line border-t px-3 py-2"
            >
              <People client={client} messageId={message.id} emoji={reaction.emoji} count={countOf(reaction)} />
            </Tabs.Panel>
          ))}
        </Tabs.Root>
      )}
    </Modal>
  )
}

function People({
  client,
  messageId,
  emoji,
  count,
}: {
  client: ChatClient
  messageId: Message['id']
  emoji: string
  /** Looks again when it changes. */
  count: number
}) {
  const users = useStore(client.users)
  const [people, setPeople] = useState<readonly UserId[]>()
  const [cursor, setCursor] = useState<string>()
  const [problem, setProblem] = useState<string>()

  // biome-ignore lint/correctness/useExhaustiveDependencies: what has changed since is looked up again
  useEffect(() => {
    let current = true
    client.listReactions({ messageId, emoji }).then(
      (page) => {
        if (!current) return
        setPeople(page.userIds)
        setCursor(page.cursor)
        setProblem(undefined)
      },
      (error: unknown) => current && setProblem(explainRefusal(error)),
    )
    return () => {
      current = false
    }
  }, [client, messageId, emoji, count])

  async function loadMore(): Promise<void> {
    try {
      const page = await client.listReactions({ messageId, emoji, ...(cursor !== undefined && { cursor }) })
      setPeople((before = []) => [...new Set([...before, ...page.userIds])])
      setCursor(page.cursor)
    } catch (error) {
      setProblem(explainRefusal(error))
    }
  }

  return (
    <>
      <p role="alert" className="px-2 text-danger text-sm empty:hidden">
        {problem}
      </p>
      <ul aria-busy={people === undefined}>
        {people?.map((id) => {
          const name = users.get(id)?.name ?? 'Somebody'
          return (
            <li key={id} className="flex h-11 items-center gap-3 px-2">
              <Avatar userId={id} name={name} picture={users.get(id)?.avatarUrl} size="sm" />
              <bdi className="truncate">{name}</bdi>
            </li>
          )
        })}
      </ul>
      {cursor !== undefined && (
        <div className="flex justify-center py-2">
          <Button size="sm" onClick={() => void loadMore()}>
            Show more
          </Button>
        </div>
      )}
    </>
  )
}
