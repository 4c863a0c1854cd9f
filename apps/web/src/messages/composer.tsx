import type { MessageId } from '@chat/protocol'
import { CalendarClock, SendHorizontal } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useId, useState } from 'react'
import type { CompletionSource } from '../completion/completion-source.ts'
import { IconButton } from '../design/icon-button.tsx'
import { prepareEmojis, writeEmojis } from '../emoji/write-emojis.ts'
import { ScheduleDialog } from '../scheduled/schedule-dialog.tsx'
import { useStore } from '../store/use-store.ts'
import { ComposerEmoji } from './composer-emoji.tsx'
import type { Draft } from './drafts.ts'
import { explainTextRefusal } from './explain-text-refusal.ts'
import { MessageField } from './message-field.tsx'
import { lengthProblem, messageLength } from './message-length.ts'

/** Where messages are written. Works the same with and without a connection. */
export function Composer({
  label,
  draft,
  input,
  focusFirst,
  completions,
  send,
  schedule,
  setTyping,
  editLast,
  cancelReply,
  children,
}: {
  /** What is written here, and to whom. */
  label: string
  draft: Draft
  input: RefObject<HTMLTextAreaElement | null>
  focusFirst: boolean
  /** What words can be completed to while one writes. The same list every time. */
  completions: readonly CompletionSource[]
  send: (text: string, replyTo?: MessageId) => Promise<unknown>
  /** Has it sent at a time, where that is offered. */
  schedule?: (text: string, sendAt: number, replyTo?: MessageId) => Promise<unknown>
  /** Hears of every key whether something is being written. */
  setTyping: (typing: boolean) => void
  /** Begins to edit one's latest message; false where there is none. */
  editLast: () => boolean
  /** Answers nothing any more; false where it answers nothing. */
  cancelReply?: () => boolean
  /** What the text is going to belong to, over it. */
  children?: ReactNode
}) {
  const text = useStore(draft)
  const [problem, setProblem] = useState<string>()
  const [scheduling, setScheduling] = useState(false)
  const note = useId()
  const { empty, left } = messageLength(text)
  // It stays there to be pressed, and then says what to do about it.
  const unusable = left < 0 && { 'aria-disabled': true, 'aria-describedby': note }

  useEffect(() => {
    const { current: element } = input
    if (!focusFirst || element === null) return
    element.focus()
    // Whoever has begun to write goes on behind it.
    element.setSelectionRange(element.value.length, element.value.length)
  }, [focusFirst, input])

  // However it came here: typed, pasted, or written at an earlier visit.
  useEffect(() => prepareEmojis(text), [text])

  function isTooLong(): boolean {
    const tooLong = lengthProblem(text, 'send it in parts')
    setProblem(tooLong)
    return tooLong !== undefined
  }

  async function submit() {
    input.current?.focus()
    if (empty || isTooLong()) return
    try {
      await draft.handOver((written, replyTo) => send(writeEmojis(written), replyTo))
    } catch (error) {
      setProblem(explainTextRefusal(error, { otherwise: () => 'This browser could not store the message. Try again.' }))
    }
  }

  function onOtherKey(event: KeyboardEvent) {
    if (event.key === 'ArrowUp' && text === '' && editLast()) event.preventDefault()
    if (event.key === 'Escape' && cancelReply?.()) event.preventDefault()
  }

  return (
    <>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          void submit()
        }}
      >
        {children}
        <MessageField
          label={label}
          text={text}
          setText={(next) => {
            draft.set(next)
            setTyping(next.trim() !== '')
            setProblem(undefined)
          }}
          problem={problem}
          note={note}
          input={input}
          completions={completions}
          onEnter={() => void submit()}
          onOtherKey={onOtherKey}
        >
          <ComposerEmoji input={input} set={draft.set} />
          {schedule && !empty && (
            <IconButton
              type="button"
              icon={CalendarClock}
              label="Schedule message"
              aria-haspopup="dialog"
              onClick={() => setScheduling(!isTooLong())}
              {...unusable}
            />
          )}
          <IconButton
            type="submit"
            icon={SendHorizontal}
            label="Send"
            className={empty || unusable ? '' : 'bg-accent text-on-accent hover:bg-accent-hover hover:text-on-accent'}
            {...unusable}
          />
        </MessageField>
      </form>
      {schedule && (
        // Beside the form: what is chosen there does not send this.
        <ScheduleDialog
          open={scheduling}
          onOpenChange={setScheduling}
          schedule={async (at) => {
            await draft.handOver((written, replyTo) => schedule(writeEmojis(written), at, replyTo))
            setTyping(false)
          }}
          finalFocus={() => input.current}
        />
      )}
    </>
  )
}
