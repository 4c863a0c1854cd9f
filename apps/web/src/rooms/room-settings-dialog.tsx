import { Dialog } from '@base-ui/react/dialog'
import type { ChatClient, RoomSettings } from '@chat/client'
import { limits, RoomSlug, type RoomSummary } from '@chat/protocol'
import { type FormEvent, type RefObject, useRef, useState } from 'react'
import { explainRefusal } from '../connection/explain-refusal.ts'
import { Button, buttonClasses } from '../design/button.tsx'
import { ChoiceField } from '../design/choice-field.tsx'
import { Modal } from '../design/modal.tsx'
import { TextField } from '../design/text-field.tsx'
import { powersIn } from './room-roles.ts'
import { roomNameProblem, roomTopicProblem } from './room-rules.ts'

const WRITERS = [
  { value: 'all', label: 'Everybody in the room', hint: 'All members write.' },
  { value: 'few', label: 'Owners and moderators', hint: 'Others read along: for announcements.' },
] as const

/** Asks what a room is to be called and how it is to be run. */
export function RoomSettingsDialog({
  room,
  open,
  onOpenChange,
  update,
}: {
  room: RoomSummary
  open: boolean
  onOpenChange: (open: boolean) => void
  /** Closes the dialog by itself once it is done. */
  update: (settings: RoomSettings) => ReturnType<ChatClient['updateRoom']>
}) {
  const name = useRef<HTMLInputElement>(null)
  return (
    <Modal title="Room settings" open={open} onOpenChange={onOpenChange} initialFocus={name}>
      <SettingsForm room={room} nameInput={name} update={update} />
    </Modal>
  )
}

function SettingsForm({
  room,
  nameInput,
  update,
}: {
  room: RoomSummary
  nameInput: RefObject<HTMLInputElement | null>
  update: (settings: RoomSettings) => Promise<void>
}) {
  const { settle } = powersIn(room)
  const topicInput = useRef<HTMLInputElement>(null)
  const slugInput = useRef<HTMLInputElement>(null)
  const [name, setName] = useState(room.name)
  const [topic, setTopic] = useState(room.topic ?? '')
  const [slug, setSlug] = useState(room.slug ?? '')
  const [writers, setWriters] = useState<(typeof WRITERS)[number]['value']>(room.readOnly ? 'few' : 'all')
  const [problems, setProblems] = useState<Problems>({})
  const [refusal, setRefusal] = useState<string>()
  const [saving, setSaving] = useState(false)
  const hasAddress = settle && room.kind === 'public'

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (saving) return
    const found: Problems = {
      name: roomNameProblem(name),
      topic: roomTopicProblem(topic),
      slug: hasAddress && slug !== (room.slug ?? '') ? slugProblem(slug) : undefined,
    }
    setProblems(found)
    if (found.name !== undefined) return nameInput.current?.focus()
    if (found.topic !== undefined) return topicInput.current?.focus()
    if (found.slug !== undefined) return slugInput.current?.focus()
    setSaving(true)
    setRefusal(undefined)
    try {
      await update(changed(room, { name: name.trim(), topic: topic.trim(), slug, readOnly: writers === 'few' }))
    } catch (error) {
      setRefusal(explainRefusal(error))
      setSaving(false)
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
        onChange={(event) => setName(event.target.value)}
        autoComplete="off"
      />
      <TextField
        ref={topicInput}
        label="Topic"
        hint="What it is about. You can leave this empty."
        error={problems.topic}
        value={topic}
        onChange={(event) => setTopic(event.target.value)}
        autoComplete="off"
      />
      {hasAddress && (
        <TextField
          ref={slugInput}
          label="Address"
          hint={`Links are ${location.host}/r/${slug || '…'}. Links with the old address stop working.`}
          error={problems.slug}
          value={slug}
          onChange={(event) => setSlug(event.target.value)}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
        />
      )}
      {settle && (
        <ChoiceField legend="Who can write" choices={WRITERS} value={writers} onChange={setWriters} className="mt-2" />
      )}
      <p role="alert" className="mt-2 text-danger text-sm empty:hidden">
        {refusal}
      </p>
      <div className="mt-3 flex justify-end gap-2">
        <Dialog.Close className={buttonClasses()}>Cancel</Dialog.Close>
        <Button type="submit" look="primary" disabled={saving}>
          {saving ? 'Saving…' : 'Save'}
        </Button>
      </div>
    </form>
  )
}

interface Problems {
  readonly name?: string | undefined
  readonly topic?: string | undefined
  readonly slug?: string | undefined
}

function slugProblem(slug: string): string | undefined {
  return RoomSlug.safeParse(slug).success ? undefined : 'Use small letters and numbers, with hyphens between them.'
}

/** Only what is different: what one may not change is then not asked for, and what others change meanwhile stays. */
function changed(room: RoomSummary, wanted: Required<Omit<RoomSettings, 'archived'>>): RoomSettings {
  return {
    ...(wanted.name !== room.name && { name: wanted.name }),
    ...(wanted.topic !== (room.topic ?? '') && { topic: wanted.topic }),
    ...(wanted.slug !== (room.slug ?? '') && { slug: wanted.slug }),
    ...(wanted.readOnly !== (room.readOnly ?? false) && { readOnly: wanted.readOnly }),
  }
}
