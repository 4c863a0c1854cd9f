import { useState } from 'react'
import { Modal } from '../design/modal.tsx'
import { LaterPicker } from '../later/later-picker.tsx'
import { LATER_TIMES } from '../later/later-times.ts'
import { explainTextRefusal } from '../messages/explain-text-refusal.ts'

/** Asks when a message is to be sent. */
export function ScheduleDialog({
  at,
  open,
  onOpenChange,
  schedule,
  finalFocus,
}: {
  /** When it is to be sent so far. */
  at?: number
  open: boolean
  onOpenChange: (open: boolean) => void
  /** Rejects where it cannot be. */
  schedule: (at: number) => Promise<unknown>
  finalFocus?: () => HTMLElement | null
}) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()

  async function choose(chosen: number): Promise<void> {
    setBusy(true)
    setProblem(undefined)
    try {
      await schedule(chosen)
      onOpenChange(false)
    } catch (error) {
      setProblem(explainTextRefusal(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <Modal
      title="Schedule message"
      open={open}
      onOpenChange={(wanted) => {
        setProblem(undefined)
        onOpenChange(wanted)
      }}
      {...(finalFocus && { finalFocus })}
    >
      <LaterPicker
        times={LATER_TIMES}
        at={at}
        action="Schedule"
        busy={busy}
        problem={problem}
        onChosen={(chosen) => void choose(chosen)}
      />
    </Modal>
  )
}
