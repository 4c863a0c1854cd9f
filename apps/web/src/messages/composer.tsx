import { SendHorizontal } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useEffect, useLayoutEffect, useState } from 'react'
import { IconButton } from '../design/icon-button.tsx'
import { MessagePreview } from '../markdown/message-preview.tsx'
import { useStore } from '../store/use-store.ts'
import type { Draft } from './drafts.ts'
import { messageLength } from './message-length.ts'

/** Where messages are written. Works the same with and without a connection. */
export function Composer({
  title,
  draft,
  input,
  focusFirst,
  send,
  setTyping,
}: {
  /** What the room is called. */
  title: string
  draft: Draft
  input: RefObject<HTMLTextAreaElement | null>
  focusFirst: boolean
  send: (text: string) => Promise<unknown>
  /** Hears of every key whether something is being written. */
  setTyping: (typing: boolean) => void
}) {
  const text = useStore(draft)
  const [problem, setProblem] = useState<string>()
  const length = messageLength(text)

  useEffect(() => {
    if (focusFirst) input.current?.focus()
  }, [focusFirst, input])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    const element = input.current
    if (element === null) return
    element.style.height = 'auto'
    element.style.height = `${element.scrollHeight}px`
  }, [text, input])

  async function submit() {
    input.current?.focus()
    if (length.empty) return
    if (length.left < 0) {
      setProblem(`Too long by ${-length.left} characters. Shorten it, or send it in parts.`)
      return
    }
    setProblem(undefined)
    try {
      await draft.handOver(send)
    } catch (error) {
      const unsendable = error instanceof RangeError
      setProblem(
        unsendable
          ? 'This message has characters that cannot be sent.'
          : 'This browser could not store the message. Try again.',
      )
    }
  }

  function onKeyDown(event: KeyboardEvent) {
    // While an input method is composing, Enter chooses a word. Safari ends the composition first, but keeps the code.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    if (event.key !== 'Enter' || event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    void submit()
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <MessagePreview text={text} />
      <div className="flex items-end gap-1 rounded-md border border-edge bg-raised p-1 focus-within:border-accent-text focus-within:outline-1 focus-within:outline-accent-text">
        <textarea
          ref={input}
          rows={1}
          dir="auto"
          aria-label={`Message ${title}`}
          placeholder={`Message ${title}`}
          aria-describedby="composer-note"
          aria-invalid={length.left < 0}
          value={text}
          onChange={(event) => {
            draft.set(event.target.value)
            setTyping(event.target.value.trim() !== '')
            setProblem(undefined)
          }}
          onKeyDown={onKeyDown}
          enterKeyHint="send"
          className="max-h-[40dvh] min-h-9 flex-1 self-center resize-none bg-transparent px-2 py-1.5 text-base placeholder:text-muted focus-visible:outline-none"
        />
        <IconButton
          type="submit"
          icon={SendHorizontal}
          label="Send"
          className={length.empty ? '' : 'bg-accent text-on-accent hover:bg-accent-hover hover:text-on-accent'}
        />
      </div>
      <p
        id="composer-note"
        role="alert"
        className={`text-sm ${problem === undefined ? 'sr-only' : 'pt-1 text-danger'}`}
      >
        {problem}
      </p>
      {length.near && problem === undefined && (
        <p className={`pt-1 text-end text-xs tabular-nums ${length.left < 0 ? 'text-danger' : 'text-muted'}`}>
          {length.left < 0 ? `${-length.left} characters too many` : `${length.left} characters left`}
        </p>
      )}
    </form>
  )
}
