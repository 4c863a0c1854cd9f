import type { ChatClient, Forwardable } from '@chat/client'
import { type Forwarded, limits, type RoomId } from '@chat/protocol'
import { type RefObject, useId, useRef, useState } from 'react'
import { Button } from '../design/button.tsx'
import { showNotice } from '../design/notices.ts'
import { writeEmojis } from '../emoji/write-emojis.ts'
import { explainTextRefusal } from '../messages/explain-text-refusal.ts'
import { MessageField } from '../messages/message-field.tsx'
import { lengthProblem, messageLength } from '../messages/message-length.ts'
import { type Destination, roomAt } from '../rooms/destinations.ts'
import { useStore } from '../store/use-store.ts'
import { ForwardedMessage } from './forwarded-message.tsx'
import { TargetPicker } from './target-picker.tsx'

/** How many places one message goes to at once. */
const MOST_TARGETS = 5
const MOST_CHARACTERS = limits.forwardComment.max

/** Where a message goes, what is added to it, and what it is that goes. */
export function ForwardForm({
  client,
  message,
  forwarded,
  input,
  close,
}: {
  client: ChatClient
  message: Forwardable
  /** What is passed on of it. */
  forwarded: Forwarded
  input: RefObject<HTMLInputElement | null>
  close: () => void
}) {
  const field = useRef<HTMLTextAreaElement>(null)
  const note = useId()
  const [chosen, setChosen] = useState<readonly Destination[]>([])
  const [comment, setComment] = useState('')
  const [sending, setSending] = useState(false)
  const [problem, setProblem] = useState<string>()

  const origin = useStore(client.rooms).find(({ id }) => id === forwarded.roomId)
  const isPrivate = forwarded.private ?? origin?.kind !== 'public'

  async function submit() {
    const tooLong = lengthProblem(comment, 'send it as a message of its own', MOST_CHARACTERS)
    setProblem(chosen.length === 0 ? 'Choose where to forward it to.' : tooLong)
    if (sending || chosen.length === 0 || tooLong !== undefined) return
    setSending(true)
    try {
      // First all places, so that it goes to all or to none of them.
      const roomIds: RoomId[] = []
      for (const target of chosen) roomIds.push((await roomAt(client, target)).id)
      for (const roomId of roomIds) await client.send(roomId, writeEmojis(comment), { forward: message })
      close()
      showNotice(`Forwarded to ${chosen.map(({ name }) => name).join(', ')}.`)
    } catch (error) {
      setProblem(explainTextRefusal(error, { what: 'comment' }))
      setSending(false)
    }
  }

  return (
    <form
      className="flex min-h-0 flex-1 flex-col"
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <TargetPicker
        client={client}
        input={input}
        chosen={chosen}
        onChosen={(targets) => {
          setProblem(undefined)
          setChosen(targets.slice(0, MOST_TARGETS))
        }}
        full={chosen.length >= MOST_TARGETS}
      />
      <div className="flex shrink-0 flex-col gap-2 border-line border-t px-5 py-3">
        {isPrivate && (
          <p className="text-muted text-sm">It was written in private: only who is there too can read it elsewhere.</p>
        )}
        <section
          aria-label="What is forwarded"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
          tabIndex={0}
          className="max-h-[20dvh] overflow-y-auto"
        >
          <ForwardedMessage client={client} forwarded={forwarded} onOpened={close} />
        </section>
        <div>
          <MessageField
            label="Add a comment"
            text={comment}
            setText={setComment}
            problem={problem}
            note={note}
            max={MOST_CHARACTERS}
            readOnly={sending}
            input={field}
            onEnter={() => void submit()}
          />
        </div>
        <div className="flex flex-wrap items-center justify-end gap-x-3 gap-y-1">
          {chosen.length >= MOST_TARGETS && (
            <p className="me-auto text-muted text-sm">At most {MOST_TARGETS} places at once</p>
          )}
          <Button
            type="submit"
            look="primary"
            disabled={chosen.length === 0 || sending || messageLength(comment, MOST_CHARACTERS).left < 0}
            aria-describedby={note}
          >
            {sending ? 'Forwarding…' : 'Forward'}
          </Button>
        </div>
      </div>
    </form>
  )
}
