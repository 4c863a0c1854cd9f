import { Dialog } from '@base-ui/react/dialog'
import { useState } from 'react'
import { Button, buttonClasses } from '../design/button.tsx'
import { Modal } from '../design/modal.tsx'
import { UnsentWarning } from '../messages/unsent-warning.tsx'

/** Asks before signing out: a guest cannot come back as the same person, and what waits would never be sent. */
export function SignOutDialog({
  guest,
  waiting,
  open,
  onOpenChange,
  signOut,
}: {
  guest: boolean
  /** Messages that have not been sent. */
  waiting: number
  open: boolean
  onOpenChange: (open: boolean) => void
  signOut: () => Promise<void>
}) {
  const [problem, setProblem] = useState<string>()
  const [leaving, setLeaving] = useState(false)

  async function confirm() {
    setLeaving(true)
    setProblem(undefined)
    try {
      await signOut()
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
      setLeaving(false)
    }
  }

  return (
    <Modal
      title="Sign out?"
      description={
        guest
          ? 'As a guest you cannot come back under the same identity. Your messages stay in the rooms.'
          : 'Sign in again with your account whenever you want.'
      }
      open={open}
      onOpenChange={onOpenChange}
    >
      <UnsentWarning waiting={waiting} action="Signing out" />
      <p role="alert" className="text-danger text-sm empty:hidden">
        {problem}
      </p>
      <div className="mt-1 flex justify-end gap-2">
        <Dialog.Close className={buttonClasses()}>Stay</Dialog.Close>
        <Button look={guest || waiting > 0 ? 'danger' : 'primary'} disabled={leaving} onClick={confirm}>
          {waiting > 0 ? 'Discard and sign out' : 'Sign out'}
        </Button>
      </div>
    </Modal>
  )
}
