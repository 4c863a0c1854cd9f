import type { MessageId } from '@chat/protocol'
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef } from 'react'
import type { CompletionSource } from '../completion/completion-source.ts'
import { Button } from '../design/button.tsx'
import { prepareEmojis } from '../emoji/write-emojis.ts'
import type { MessageEdit, MessageEdits } from './message-edits.ts'
import { MessageField } from './message-field.tsx'
import { maxOf, messageLength } from './message-length.ts'

/** A message in the hands of its author, in the place where it stands. */
export function MessageEditor({
  id,
  edit: { message, text, saving, problem, from, begun },
  edits,
  completions,
  askDelete,
}: {
  id: MessageId
  edit: MessageEdit
  edits: MessageEdits
  completions: readonly CompletionSource[]
  /** For a message that has been emptied. */
  askDelete: () => void
}) {
  const input = useRef<HTMLTextAreaElement>(null)
  const editor = useRef<HTMLFormElement>(null)
  const note = useId()
  const max = maxOf(message)
  const tooLong = messageLength(text, max).left < 0

  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever it is begun
  useEffect(() => {
    const element = input.current
    element?.focus()
    element?.setSelectionRange(element.value.length, element.value.length)
  }, [begun])

  useEffect(() => prepareEmojis(text), [text])

  useLayoutEffect(() => {
    const element = editor.current
    // Who has gone on to something else in the meantime stays there.
    return () => {
      if (element?.contains(document.activeElement)) from?.focus()
    }
  }, [from])

  function save() {
    // A message that only passes something on has no text to begin with.
    if (messageLength(text).empty && message.text !== '') askDelete()
    else void edits.save(id)
  }

  function onOtherKey(event: KeyboardEvent) {
    if (event.key !== 'Escape' || saving) return
    event.preventDefault()
    edits.cancel(id)
  }

  return (
    <form
      ref={editor}
      className="py-1"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <MessageField
        label="Edit message"
        text={text}
        setText={(next) => edits.write(id, next)}
        problem={problem}
        note={note}
        readOnly={saving}
        input={input}
        completions={completions}
        max={max}
        onEnter={save}
        onOtherKey={onOtherKey}
      />
      <div className="mt-1.5 flex flex-wrap items-center gap-2">
        <Button type="submit" look="primary" size="sm" disabled={saving || tooLong} aria-describedby={note}>
          {saving ? 'Saving…' : 'Save'}
        </Button>
        <Button size="sm" disabled={saving} onClick={() => edits.cancel(id)}>
          Cancel
        </Button>
        <span className="hover-none:hidden text-muted text-xs">Enter saves, Esc cancels</span>
      </div>
    </form>
  )
}
