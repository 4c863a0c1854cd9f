import { Dialog } from '@base-ui/react/dialog'
import type { ChatClient } from '@chat/client'
import type { Person } from '@chat/protocol'
import { type FormEvent, type RefObject, useRef, useState } from 'react'
import type { MessagesChoice } from '../accounts/account-api.ts'
import { MessagesField } from '../accounts/messages-field.tsx'
import { explainRefusal } from '../connection/explain-refusal.ts'
import { announce } from '../design/announce.ts'
import { Button, buttonClasses } from '../design/button.tsx'
import { Modal } from '../design/modal.tsx'
import { TextField } from '../design/text-field.tsx'
import { isName } from './describe-person.ts'
import type { PeopleBrowser } from './people-browser.ts'

/** Deletes somebody, after saying what goes, and asking what becomes of what they wrote. */
export function DeletePersonDialog({
  person: { user },
  open,
  administration,
  browser,
  close,
  goOnAt,
}: {
  person: Person
  open: boolean
  administration: Pick<ChatClient['administration'], 'deletePerson'>
  browser: Pick<PeopleBrowser, 'remove'>
  close: () => void
  /** What gets the focus once the person, and the button that was pressed beside them, are gone. */
  goOnAt: RefObject<HTMLElement | null>
}) {
  const name = useRef<HTMLInputElement>(null)
  const gone = useRef(false)

  async function remove(messages: MessagesChoice) {
    await administration.deletePerson({ userId: user.id, messages })
    gone.current = true
    browser.remove(user.id)
    announce(`${user.name} is deleted`)
    close()
  }

  return (
    <Modal
      title={
        <>
          Delete <bdi className="[overflow-wrap:anywhere]">{user.name}</bdi>?
        </>
      }
      description="They are signed out everywhere and leave every room; where nobody else owns one, it gets another owner. Their name, profile and ways to sign in are gone. This cannot be undone."
      open={open}
      onOpenChange={(wanted) => {
        if (!wanted) close()
      }}
      initialFocus={name}
      finalFocus={() => (gone.current ? goOnAt.current : null)}
    >
      <DeletePersonForm name={user.name} nameInput={name} remove={remove} />
    </Modal>
  )
}

function DeletePersonForm({
  name,
  nameInput,
  remove,
}: {
  name: string
  nameInput: RefObject<HTMLInputElement | null>
  remove: (messages: MessagesChoice) => Promise<void>
}) {
  const [messages, setMessages] = useState<MessagesChoice>('keep')
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string>()
  const [working, setWorking] = useState(false)
  const confirmed = isName(typed, name)

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (working || !confirmed) return
    setWorking(true)
    setProblem(undefined)
    try {
      await remove(messages)
    } catch (error) {
      setProblem(explainRefusal(error))
      setWorking(false)
    }
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col">
      <MessagesField legend="What they wrote" value={messages} onChange={setMessages} />
      <TextField
        ref={nameInput}
        label={`Type “${name}” to confirm`}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="done"
      />
      <p role="alert" className="text-danger text-sm empty:hidden">
        {problem}
      </p>
      <div className="mt-1 flex justify-end gap-2">
        <Dialog.Close className={buttonClasses()}>Cancel</Dialog.Close>
        <Button type="submit" look="danger" disabled={working || !confirmed}>
          {working ? 'Deleting…' : 'Delete'}
        </Button>
      </div>
    </form>
  )
}
