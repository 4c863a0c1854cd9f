import { Dialog } from '@base-ui/react/dialog'
import { type ReactNode, useState } from 'react'
import { explainRefusal } from '../connection/explain-refusal.ts'
import { Button, buttonClasses } from '../design/button.tsx'
import { Modal } from '../design/modal.tsx'

/** Asks before something is done, and stays open with the reason where it fails. */
export function Question({
  title,
  description,
  action,
  working,
  look = 'danger',
  open,
  close,
  confirm,
  children,
}: {
  title: ReactNode
  /** What is different afterwards. */
  description: ReactNode
  /** What the button says that does it. */
  action: string
  /** What it says meanwhile. */
  working: string
  look?: 'primary' | 'danger'
  open: boolean
  close: () => void
  confirm: () => Promise<void>
  children?: ReactNode
}) {
  const onOpenChange = (wanted: boolean) => {
    if (!wanted) close()
  }
  return (
    <Modal title={title} description={description} open={open} onOpenChange={onOpenChange}>
      {children}
      <Answer action={action} working={working} look={look} close={close} confirm={confirm} />
    </Modal>
  )
}

function Answer({
  action,
  working,
  look,
  close,
  confirm,
}: {
  action: string
  working: string
  look: 'primary' | 'danger'
  close: () => void
  confirm: () => Promise<void>
}) {
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)

  async function submit() {
    if (busy) return
    setBusy(true)
    setProblem(undefined)
    try {
      await confirm()
      close()
    } catch (error) {
      setProblem(explainRefusal(error))
      setBusy(false)
    }
  }

  return (
    <>
      <p role="alert" className="text-danger text-sm empty:hidden">
        {problem}
      </p>
      <div className="mt-1 flex justify-end gap-2">
        <Dialog.Close className={buttonClasses()}>Cancel</Dialog.Close>
        <Button look={look} disabled={busy} onClick={() => void submit()}>
          {busy ? working : action}
        </Button>
      </div>
    </>
  )
}
