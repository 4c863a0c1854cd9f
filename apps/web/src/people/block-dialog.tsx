import { Dialog } from '@base-ui/react/dialog'
import { useState } from 'react'
import { explainRefusal } from '../connection/explain-refusal.ts'
import { Button, buttonClasses } from '../design/button.tsx'
import { Modal } from '../design/modal.tsx'

/** Asks before blocking somebody, and says what that means. */
export function BlockDialog({
  name,
  open,
  onOpenChange,
  block,
}: {
  name: string
  open: boolean
  onOpenChange: (open: boolean) => void
  /** Closes the dialog by itself once it is done. */
  block: () => Promise<void>
}) {
  const [problem, setProblem] = useState<string>()
  const [blocking, setBlocking] = useState(false)

  async function confirm() {
    if (blocking) return
    setBlocking(true)
    setProblem(undefined)
    try {
      await block()
    } catch (error) {
      setProblem(explainRefusal(error))
    } finally {
      setBlocking(false)
    }
  }

  return (
    <Modal
      title={
        <>
          Block <bdi className="[overflow-wrap:anywhere]">{name}</bdi>?
        </>
      }
      description="You two can no longer write to each other directly, and what they write in rooms is folded for you. They are not told. You can end this at any time."
      open={open}
      onOpenChange={onOpenChange}
    >
      <p role="alert" className="text-danger text-sm empty:hidden">
        {problem}
      </p>
      <div className="mt-1 flex justify-end gap-2">
        <Dialog.Close className={buttonClasses()}>Cancel</Dialog.Close>
        <Button look="danger" disabled={blocking} onClick={() => void confirm()}>
          {blocking ? 'Blocking…' : 'Block'}
        </Button>
      </div>
    </Modal>
  )
}
