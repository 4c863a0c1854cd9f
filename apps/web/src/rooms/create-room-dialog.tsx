import { Dialog } from '@base-ui/react/dialog'
import type { NewRoom } from '@chat/client'
import { limits, type RoomSummary } from '@chat/protocol'
import { type FormEvent, type RefObject, useRef, useState } from 'react'
import { explainRefusal } from '../connection/explain-refusal.ts'
import { Button, buttonClasses } from '../design/button.tsx'
import { ChoiceField } from '../design/choice-field.tsx'
import { Modal } from '../design/modal.tsx'
import { TextField } from '../design/text-field.tsx'
import { roomNameProblem, roomTopicProblem } from './room-rules.ts'

const KINDS = [
  { value: 'public', label: 'Public', hint: 'Everybody here can find it, read it and join.' },
  { value: 'private', label: 'Private', hint: 'Nobody else can find it or read it.' },
] as const

/** Asks what a new room is to be, and makes it. */
export function CreateRoomDialog({
  open,
  onOpenChange,
  create,
  onCreated,
}: {
  open: boolean
  onOpenChange: (open: boolean) => void
  create: (room: NewRoom) => Promise<RoomSummary>
  onCreated: (room: RoomSummary) => void
}) {
  const name = useRef<HTMLInputElement>(null)
  return (
    <Modal title="Create a room" open={open} onOpenChange={onOpenChange} initialFocus={name}>
      <CreateRoomForm name={name} create={create} onCreated={onCreated} />
    </Modal>
  )
}

function CreateRoomForm({
  name: nameInput,
  create,
  onCreated,
}: {
  name: RefObject<HTMLInputElement | null>
  create: (room: NewRoom) => Promise<RoomSummary>
  onCreated: (room: RoomSummary) => void
}) {
  const topicInput = useRef<HTMLInputElement>(null)
  const [name, setName] = useState('')
  const [topic, setTopic] = useState('')
  const [kind, setKind] = useState<NewRoom['kind']>('public')
  const [problems, setProblems] = useState<{ name?: string | undefined; topic?: string | undefined }>({})
  const [refusal, setRefusal] = useState<string>()
  const [creating, setCreating] = useState(false)

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (creating) return
    const found = { name: roomNameProblem(name), topic: roomTopicProblem(topic) }
    setProblems(found)
    if (found.name !== undefined) return nameInput.current?.focus()
    if (found.topic !== undefined) return topicInput.current?.focus()
    setCreating(true)
    setRefusal(undefined)
    try {
      onCreated(await create({ kind, name: name.trim(), topic: topic.trim() }))
    } catch (error) {
      setRefusal(explainRefusal(error))
      setCreating(false)
    }
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-1">
      <TextField
        ref={nameInput}
        label="Name"
        hint={`Up to ${limits.roomName.max} characters.`}
        error={problems.name}
        value={name}
        onChange={(event) => {
          setName(event.target.value)
          setProblems({ ...problems, name: undefined })
        }}
        autoComplete="off"
        enterKeyHint="go"
      />
      <TextField
        ref={topicInput}
        label="Topic"
        hint="What it is about. You can leave this empty."
        error={problems.topic}
        value={topic}
        onChange={(event) => {
          setTopic(event.target.value)
          setProblems({ ...problems, topic: undefined })
        }}
        autoComplete="off"
        enterKeyHint="go"
      />
      <ChoiceField legend="Who can find it" choices={KINDS} value={kind} onChange={setKind} className="mt-2" />
      <p role="alert" className="mt-2 text-danger text-sm empty:hidden">
        {refusal}
      </p>
      <div className="mt-3 flex justify-end gap-2">
        <Dialog.Close className={buttonClasses()}>Cancel</Dialog.Close>
        <Button type="submit" look="primary" disabled={creating}>
          {creating ? 'Creating…' : 'Create room'}
        </Button>
      </div>
    </form>
  )
}
