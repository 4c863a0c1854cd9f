import { Dialog } from '@base-ui/react/dialog'
import { type ReactNode, useState } from 'react'
import { Button, buttonClasses } from '../design/button.tsx'
import { Modal } from '../design/modal.tsx'
import { explainRefusal } from './explain-refusal.ts'

/** Asks before something is done, says what it means, and stays open with the reason where it fails. */
export function ConfirmDialog({
  title,
  description,
  action,
  busy,
  cancel = 'Cancel',
  look = 'primary',
  open,
  onOpenChange,
  confirm,
  finalFocus,
  children,
}: {
  title: ReactNode
  description: ReactNode
  /** What the button says, and says while it works. */
  action: string
  busy: string
  /** What the button says that does nothing. */
  cancel?: string
  /** Red is for what cannot be undone. */
  look?: 'danger' | 'primary'
  open: boolean
  onOpenChange: (open: boolean) => void
  /** Closes the dialog by itself once it is done. */
  confirm: () => Promise<unknown>
  /** What gets the focus afterwards; otherwise what had it before. */
  finalFocus?: () => HTMLElement | null
  children?: ReactNode
}) {
  return (
    <Modal
      title={title}
      description={description}
      open={open}
      onOpenChange={onOpenChange}
      {...(finalFocus && { finalFocus })}
    >
      {children}
      <Answer action={action} busy={busy} cancel={cancel} look={look} confirm={confirm} />
    </Modal>
  )
}

function Answer({
  action,
  busy,
  cancel,
  look,
  confirm,
}: {
  action: string
  busy: string
  cancel: string
  look: 'danger' | 'primary'
  confirm: () => Promise<unknown>
}) {
  const [working, setWorking] = useState(false)
  const [problem, setProblem] = useState<string>()

  async function submit() {
    if (working) return
    setWorking(true)
    setProblem(undefined)
    try {
      await confirm()
    } catch (error) {
      setProblem(explainRefusal(error))
      setWorking(false)
    }
  }

  return (
    <>
      <p role="alert" className="text-danger text-sm empty:hidden">
        {problem}
      </p>
      <div className="mt-1 flex justify-end gap-2">
        <Dialog.Close className={buttonClasses()}>{cancel}</Dialog.Close>
        <Button look={look} disabled={working} onClick={() => void submit()}>
          {working ? busy : action}
        </Button>
      </div>
    </>
  )
}
