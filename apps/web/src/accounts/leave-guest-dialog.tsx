import { Dialog } from '@base-ui/react/dialog'
import { useState } from 'react'
import { Button, buttonClasses } from '../design/button.tsx'
import { Modal } from '../design/modal.tsx'
import { UnsentWarning } from '../messages/unsent-warning.tsx'
import { SignInForm } from './sign-in-form.tsx'

/** Asks before somebody signs in over the guest that they are: nobody can come back as a guest. */
export function LeaveGuestDialog({
  name,
  waiting,
  open,
  onOpenChange,
  keep,
  resume,
}: {
  name: string
  /** Messages that have not been sent. */
  waiting: number
  open: boolean
  onOpenChange: (open: boolean) => void
  /** Opens the way on which the guest is not lost. */
  keep: () => void
  resume: () => Promise<void>
}) {
  return (
    <Modal title="Sign in to another account" open={open} onOpenChange={onOpenChange}>
      <Steps name={name} waiting={waiting} keep={keep} resume={resume} />
    </Modal>
  )
}

function Steps({
  name,
  waiting,
  keep,
  resume,
}: {
  name: string
  waiting: number
  keep: () => void
  resume: () => Promise<void>
}) {
  const [sure, setSure] = useState(false)
  const [forgotten, setForgotten] = useState(false)
  if (sure) {
    return (
      <>
        <SignInForm onSignedIn={resume} forgotten={() => setForgotten(true)} />
        <p role="status" className="text-muted text-sm empty:hidden">
          {forgotten && 'Sign out first. The sign-in page then helps you back into your account.'}
        </p>
      </>
    )
  }
  return (
    <>
      <p className="text-sm">
        The guest <bdi className="font-medium">{name}</bdi> is left behind. What you wrote stays in the rooms, but
        nobody can come back as {name}, and private rooms that only {name} is in are lost.
      </p>
      <UnsentWarning waiting={waiting} action="Signing in" />
      <div className="mt-1 flex flex-wrap justify-end gap-2">
        <Dialog.Close className={buttonClasses()}>Cancel</Dialog.Close>
        <Button onClick={keep}>Keep this account…</Button>
        <Button look="danger" onClick={() => setSure(true)}>
          Leave {name.length > 14 ? 'the guest' : name} behind
        </Button>
      </div>
    </>
  )
}
