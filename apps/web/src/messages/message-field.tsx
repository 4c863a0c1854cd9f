import { type KeyboardEvent, type ReactNode, type RefObject, useLayoutEffect } from 'react'
import { CompletionList } from '../completion/completion-list.tsx'
import type { CompletionSource } from '../completion/completion-source.ts'
import { useCompletion } from '../completion/use-completion.ts'
import { MessagePreview } from '../markdown/message-preview.tsx'
import { characters, messageLength } from './message-length.ts'

const NONE: readonly CompletionSource[] = []

/** Where the text of a message is written: it grows with it, shows what it will look like and how much room is left. */
export function MessageField({
  label,
  text,
  setText,
  problem,
  note,
  readOnly = false,
  input,
  completions = NONE,
  max,
  onEnter,
  onOtherKey,
  children,
}: {
  label: string
  text: string
  setText: (text: string) => void
  /** Why it was not taken. */
  problem: string | undefined
  /** The id of what is said about the text, for what cannot be used because of it. */
  note: string
  readOnly?: boolean
  input: RefObject<HTMLTextAreaElement | null>
  /** What words can be completed to while one writes. The same list every time. */
  completions?: readonly CompletionSource[]
  /** Characters, where they are not as many as in any message. */
  max?: number | undefined
  onEnter: () => void
  onOtherKey?: (event: KeyboardEvent) => void
  /** What stands beside the text. */
  children?: ReactNode
}) {
  const length = messageLength(text, max)
  const completion = useCompletion({ input, sources: completions, set: setText })

  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    const element = input.current
    const around = element?.parentElement
    if (!element || !around || growsByItself()) return
    // While the field is measured what is around it keeps its height: what scrolls above would leave its end.
    around.style.minHeight = `${around.offsetHeight}px`
    element.style.height = 'auto'
    element.style.height = `${element.scrollHeight}px`
    around.style.minHeight = ''
  }, [text, input])

  function onKeyDown(event: KeyboardEvent) {
    // While an input method is composing, Enter chooses a word. Safari ends the composition first, but keeps the code.
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    if (completion.takeKey(event)) return
    if (event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return
    if (event.key !== 'Enter') {
      onOtherKey?.(event)
      return
    }
    event.preventDefault()
    completion.close()
    onEnter()
  }

  return (
    <>
      <MessagePreview text={text} />
      <div className="relative flex items-end gap-1 rounded-md border border-edge bg-raised p-1 focus-within:border-accent-text focus-within:outline-1 focus-within:outline-accent-text">
        {completion.list && <CompletionList list={completion.list} />}
        <textarea
          {...completion.fieldProps}
          ref={input}
          rows={1}
          dir="auto"
          aria-label={label}
          placeholder={label}
          aria-describedby={note}
          aria-invalid={length.left < 0}
          readOnly={readOnly}
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            // What is dictated, or picked by an input method or from the system's emoji, comes without a key.
            completion.follow()
          }}
          // Also when only the caret moves.
          onSelect={completion.follow}
          onBlur={completion.close}
          onKeyDown={onKeyDown}
          enterKeyHint="send"
          className="field-sizing-content max-h-[40dvh] min-h-9 min-w-0 flex-1 self-center resize-none bg-transparent px-2 py-1.5 text-base placeholder:text-muted focus-visible:outline-none"
        />
        {children}
      </div>
      <div id={note}>
        <p role="alert" className={`text-sm ${problem === undefined ? 'sr-only' : 'pt-1 text-danger'}`}>
          {problem}
        </p>
        {length.near && problem === undefined && (
          <p className={`pt-1 text-end text-xs tabular-nums ${length.left < 0 ? 'text-danger' : 'text-muted'}`}>
            {length.left < 0 ? `${characters(-length.left)} too many` : `${characters(length.left)} left`}
          </p>
        )}
      </div>
    </>
  )
}

/** By its style; where the browser does not know that, the field is measured at every letter. */
function growsByItself(): boolean {
  return CSS.supports('field-sizing', 'content')
}
