import type { ChatClient } from '@chat/client'
import type { MessageId } from '@chat/protocol'
import { AlarmClockOff } from 'lucide-react'
import { useState } from 'react'
import { explainRefusal } from '../connection/explain-refusal.ts'
import { Button } from '../design/button.tsx'
import { Modal } from '../design/modal.tsx'
import { showNotice } from '../design/notices.ts'
import { formatLater } from '../design/time-format.ts'
import { LaterPicker } from '../later/later-picker.tsx'
import { LATER_TIMES } from '../later/later-times.ts'
import { useStore } from '../store/use-store.ts'
import { askedReminder, dismissReminder } from './asked-reminder.ts'
import { isComing } from './use-reminders.ts'

/** Asks when to be reminded of a message: opens by `askReminder`. */
export function RemindDialog({ client }: { client: ChatClient }) {
  const asked = useStore(askedReminder)
  return (
    <Modal
      title="Remind me"
      open={asked?.open === true}
      onOpenChange={(open) => !open && dismissReminder()}
      {...(asked?.from && { finalFocus: () => asked.from ?? null })}
    >
      {asked !== undefined && <RemindForm key={asked.messageId} client={client} messageId={asked.messageId} />}
    </Modal>
  )
}

function RemindForm({ client, messageId }: { client: ChatClient; messageId: MessageId }) {
  const reminder = useStore(client.reminders).get(messageId)
  const coming = reminder !== undefined && isComing(reminder) ? reminder.remindAt : undefined
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()

  async function change(ask: () => Promise<void>, done: string): Promise<void> {
    setBusy(true)
    setProblem(undefined)
    try {
      await ask()
      dismissReminder()
      showNotice(done)
    } catch (error) {
      setProblem(explainRefusal(error))
    } finally {
      setBusy(false)
    }
  }

  return (
    <>
      {coming !== undefined && (
        <div className="flex items-center justify-between gap-3 rounded-md bg-hover py-1.5 ps-3 pe-1.5 text-sm">
          <p>Set for {formatLater(coming, Date.now())}.</p>
          <Button
            size="sm"
            look="quiet"
            disabled={busy}
            onClick={() => void change(() => client.clearReminder(messageId), 'The reminder is cancelled.')}
          >
            <AlarmClockOff aria-hidden="true" size="1rem" />
            Cancel it
          </Button>
        </div>
      )}
      <LaterPicker
        times={LATER_TIMES}
        at={coming}
        action="Remind me"
        busy={busy}
        problem={problem}
        onChosen={(at) =>
          void change(() => client.setReminder(messageId, at), `You will be reminded ${formatLater(at, Date.now())}.`)
        }
      />
    </>
  )
}
