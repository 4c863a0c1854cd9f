import { Tabs } from '@base-ui/react/tabs'
import type { ChatClient } from '@chat/client'
import type { ReactNode } from 'react'
import { Modal } from '../design/modal.tsx'
import { RemindersList } from '../reminders/reminders-list.tsx'
import { isComing, useReminders } from '../reminders/use-reminders.ts'
import { SavedMessages } from '../saved/saved-messages.tsx'
import { ScheduledList } from '../scheduled/scheduled-list.tsx'
import { hasFailed, useScheduled } from '../scheduled/use-scheduled.ts'
import { useStore } from '../store/use-store.ts'
import { askedLater, hideLater, type LaterPart, showLater } from './asked-later.ts'

/** What one has put off: opens by `showLater`. */
export function LaterDialog({ client }: { client: ChatClient }) {
  const { part, open } = useStore(askedLater)
  const reminders = useReminders(client)
  const due = reminders.filter((reminder) => !isComing(reminder)).length
  const scheduled = useScheduled(client)
  const failed = scheduled.filter(hasFailed).length
  const saved = useStore(client.saved).size
  return (
    <Modal title="Later" size="list" open={open} onOpenChange={(wanted) => !wanted && hideLater()}>
      <Tabs.Root
        value={part}
        onValueChange={(value: LaterPart) => showLater(value)}
        className="flex min-h-0 flex-1 flex-col"
      >
        <Tabs.List
          aria-label="What is put off"
          className="flex shrink-0 gap-1 px-4 pt-1 shadow-[inset_0_-1px_var(--color-line)]"
        >
          <Tab part="reminders">
            Reminders
            {due > 0 ? (
              <span className="rounded-full bg-accent px-1.5 font-medium text-on-accent text-xs tabular-nums">
                {due}
                <span className="sr-only"> due</span>
              </span>
            ) : (
              reminders.length > 0 && <Count of={reminders.length} />
            )}
          </Tab>
          <Tab part="scheduled">
            Scheduled
            {failed > 0 ? (
              <span className="rounded-full bg-danger-fill px-1.5 font-medium text-on-accent text-xs tabular-nums">
                {failed}
                <span className="sr-only"> not sent</span>
              </span>
            ) : (
              scheduled.length > 0 && <Count of={scheduled.length} />
            )}
          </Tab>
          <Tab part="saved">
            Saved
            {saved > 0 && <Count of={saved} />}
          </Tab>
        </Tabs.List>
        <Panel part="reminders">
          <RemindersList client={client} close={hideLater} />
        </Panel>
        <Panel part="scheduled">
          <ScheduledList client={client} />
        </Panel>
        <Panel part="saved">
          <SavedMessages client={client} close={hideLater} />
        </Panel>
      </Tabs.Root>
    </Modal>
  )
}

function Count({ of: count }: { of: number }) {
  return <span className="font-normal text-muted text-xs tabular-nums">{count}</span>
}

function Tab({ part, children }: { part: LaterPart; children: ReactNode }) {
  return (
    <Tabs.Tab
      value={part}
      className="touch-target flex h-10 cursor-pointer items-center gap-1.5 border-transparent border-b-2 px-2 text-muted text-sm hover:text-text focus-visible:-outline-offset-2 data-active:border-accent-text data-active:font-medium data-active:text-text"
    >
      {children}
    </Tabs.Tab>
  )
}

function Panel({ part, children }: { part: LaterPart; children: ReactNode }) {
  return (
    <Tabs.Panel value={part} className="flex min-h-0 flex-1 flex-col focus-visible:-outline-offset-2">
      {children}
    </Tabs.Panel>
  )
}
