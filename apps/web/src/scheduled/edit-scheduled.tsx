import type { ChatClient } from '@chat/client'
import type { ScheduledMessage } from '@chat/protocol'
import { useEffect, useId, useRef, useState } from 'react'
import { Button } from '../design/button.tsx'
import { writeEmojis } from '../emoji/write-emojis.ts'
import { explainTextRefusal } from '../messages/explain-text-refusal.ts'
import { MessageField } from '../messages/message-field.tsx'
import { lengthProblem, messageLength } from '../messages/message-length.ts'

/** The text of a message that is going to be sent, in the hands of its author. */
export function EditScheduled({
  client,
  message,
  done,
}: {
  client: Pick<ChatClient, 'reschedule'>
  message: ScheduledMessage
  done: () => void
}) {
  const input = useRef<HTMLTextAreaElement>(null)
  const note = useId()
  const [text, setText] = useState(message.text)
  const [problem, setProblem] = useState<string>()
  const [saving, setSaving] = useState(false)

  useEffect(() => {
    const element = input.current
    element?.focus()
    element?.setSelectionRange(element.value.length, element.value.length)
  }, [])

  async function save(): Promise<void> {
    const wrong = messageLength(text).empty ? 'Write something, or delete it.' : lengthProblem(text, 'send it in parts')
    setProblem(wrong)
    if (wrong !== undefined || saving) return
    setSaving(true)
    try {
      await client.reschedule(message, { text: writeEmojis(text) })
      done()
    } catch (error) {
      setProblem(explainTextRefusal(error))
      setSaving(false)
    }
  }

  return (
    <form
      className="py-1"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <MessageField
        label="Edit message"
        text={text}
        setText={(next) => {
          setText(next)
          setProblem(undefined)
        }}
        problem={problem}
        note={note}
        readOnly={saving}
        input={input}
        onEnter={() => void save()}
        onOtherKey={(event) => {
          if (event.key !== 'Escape') return
          event.stopPropagation()
          done()
        }}
      />
      <div className="mt-1.5 flex gap-2">
        <Button
          type="submit"
          look="primary"
          size="sm"
          disabled={saving || messageLength(text).left < 0}
          aria-describedby={note}
        >
          {saving ? 'Saving…' : 'Save'}
        </Button>
        <Button size="sm" disabled={saving} onClick={done}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
