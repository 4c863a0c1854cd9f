import { type ChatClient, RequestError } from '@chat/client'
import type { RoomId } from '@chat/protocol'
import { type FormEvent, useState } from 'react'
import { explainRefusal } from '../connection/explain-refusal.ts'
import { Button } from '../design/button.tsx'
import { Modal } from '../design/modal.tsx'
import { TextField } from '../design/text-field.tsx'
import { useStill } from '../design/use-still.ts'
import { useToday } from '../messages/use-today.ts'
import { messageAddress } from '../rooms/open-room.ts'
import { goTo } from '../rooms/use-address.ts'
import { useStore } from '../store/use-store.ts'
import { askedDate, dismissDate } from './asked-date.ts'
import { daysBefore, fromCalendarDay, toCalendarDay } from './calendar-day.ts'

/** Asks to which date to jump, and shows what was said from then on: opens by `askForDate`. */
export function DateDialog({ client, roomId }: { client: ChatClient; roomId: RoomId }) {
  const asked = useStore(askedDate)
  return (
    <Modal
      title="Jump to a date"
      open={asked !== undefined}
      onOpenChange={(open) => {
        if (!open) dismissDate()
      }}
    >
      {asked !== undefined && <DateForm key={asked} client={client} roomId={roomId} day={asked} />}
    </Modal>
  )
}

function DateForm({ client, roomId, day }: { client: ChatClient; roomId: RoomId; day: number }) {
  const today = useToday()
  const isAsked = useStill(day)
  const [text, setText] = useState(toCalendarDay(day))
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()

  async function jump(at: number): Promise<void> {
    setBusy(true)
    setProblem(undefined)
    try {
      const seq = await client.findMessageAt(roomId, at)
      if (!isAsked()) return
      if (seq === undefined) return setProblem('Nobody has written anything here yet.')
      dismissDate()
      goTo(messageAddress(roomId, seq))
    } catch (error) {
      if (!(error instanceof RequestError)) throw error
      setProblem(explainRefusal(error))
    } finally {
      setBusy(false)
    }
  }

  function submit(event: FormEvent): void {
    event.preventDefault()
    const at = fromCalendarDay(text)
    if (at === undefined) setProblem('Choose a day.')
    else void jump(at)
  }

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-1">
      <div className="flex flex-wrap gap-2 pb-3">
        <Button type="button" size="sm" disabled={busy} onClick={() => void jump(today)}>
          Today
        </Button>
        <Button type="button" size="sm" disabled={busy} onClick={() => void jump(daysBefore(today, 7))}>
          Last week
        </Button>
        <Button type="button" size="sm" disabled={busy} onClick={() => void jump(0)}>
          The beginning
        </Button>
      </div>
      <TextField
        type="date"
        label="Day"
        value={text}
        max={toCalendarDay(today)}
        onChange={(event) => setText(event.target.value)}
        error={problem}
        hint="A day on which nobody wrote leads to the next one."
      />
      <div className="flex justify-end gap-2 pt-1">
        <Button type="button" onClick={dismissDate}>
          Cancel
        </Button>
        <Button type="submit" look="primary" disabled={busy}>
          Jump
        </Button>
      </div>
    </form>
  )
}
