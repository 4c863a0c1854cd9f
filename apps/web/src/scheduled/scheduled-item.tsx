import type { ChatClient } from '@chat/client'
import type { ScheduledMessage } from '@chat/protocol'
import { CalendarClock, CircleAlert, Pencil, SendHorizontal, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { ConfirmDialog } from '../connection/confirm-dialog.tsx'
import { explainRefusal } from '../connection/explain-refusal.ts'
import { announce } from '../design/announce.ts'
import { IconButton } from '../design/icon-button.tsx'
import { formatLater } from '../design/time-format.ts'
import { MessageText } from '../markdown/message-text.tsx'
import { useStore } from '../store/use-store.ts'
import { EditScheduled } from './edit-scheduled.tsx'
import { ScheduleDialog } from './schedule-dialog.tsx'

/** One message that is going to be sent, or could not be, and what one can do about it. */
export function ScheduledItem({
  client,
  message,
  where,
}: {
  client: ChatClient
  message: ScheduledMessage
  where: string
}) {
  const { id, text, sendAt, failed } = message
  const me = useStore(client.me)?.id
  const [asked, setAsked] = useState<'time' | 'delete'>()
  const [editing, setEditing] = useState(false)
  const [problem, setProblem] = useState<string>()
  const onOpenChange = (open: boolean) => !open && setAsked(undefined)

  async function sendNow(): Promise<void> {
    setProblem(undefined)
    try {
      await client.sendScheduled(id)
      announce('Message sent')
    } catch (error) {
      setProblem(explainRefusal(error))
    }
  }

  return (
    <li className="rounded-md border border-line px-3 py-2.5">
      <p className="text-muted text-xs">
        To <bdi className="font-semibold text-sm text-text">{where}</bdi>,{' '}
        <time dateTime={new Date(sendAt).toISOString()}>{formatLater(sendAt, Date.now())}</time>
      </p>
      {editing ? (
        <EditScheduled client={client} message={message} done={() => setEditing(false)} />
      ) : (
        <div className="max-h-60 overflow-y-auto">
          <MessageText text={text} mentions={undefined} mentionsRoom={false} me={me} />
        </div>
      )}
      <p role="alert" className="mt-1 flex items-start gap-1.5 text-danger text-sm empty:hidden">
        {(problem ?? failed) !== undefined && (
          <>
            <CircleAlert aria-hidden="true" size="1rem" className="mt-0.5 shrink-0" />
            {problem ?? `Not sent: ${failed?.message}`}
          </>
        )}
      </p>
      {!editing && (
        <div className="mt-1 flex justify-end gap-1">
          <IconButton icon={Pencil} label="Edit" size="sm" onClick={() => setEditing(true)} />
          <IconButton icon={CalendarClock} label="Change the time" size="sm" onClick={() => setAsked('time')} />
          <IconButton icon={SendHorizontal} label="Send now" size="sm" onClick={() => void sendNow()} />
          <IconButton icon={Trash2} label="Delete" size="sm" onClick={() => setAsked('delete')} />
        </div>
      )}
      <ScheduleDialog
        at={sendAt}
        open={asked === 'time'}
        onOpenChange={onOpenChange}
        schedule={(at) => client.reschedule(message, { sendAt: at })}
      />
      <ConfirmDialog
        title="Delete this scheduled message?"
        description="It is not sent, and its text is gone."
        action="Delete"
        busy="Deleting…"
        look="danger"
        open={asked === 'delete'}
        onOpenChange={onOpenChange}
        confirm={() => client.cancelScheduled(id)}
      />
    </li>
  )
}
