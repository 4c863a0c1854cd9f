import type { Kysely } from 'kysely'
import type { Clock } from '../clock.ts'
import type { Database } from '../database/database.ts'
import type { Tables } from '../database/tables.ts'
import { type Alarm, createAlarm } from '../later/alarm.ts'
import type { Logger } from '../logger.ts'
import type { CommittedPersonChange } from '../personal/commit-person-changes.ts'
import type { PersonLog } from '../personal/person-log.ts'

/** Reminds people when it is time. */
export interface ReminderAlarm extends Pick<Alarm, 'start' | 'stop'> {
  /** Takes what this process has committed. */
  follow(committed: readonly CommittedPersonChange[]): void
}

/** How many fall due at once, in one group of the log. */
const GROUP = 200

/** That it is time goes through the person's log, like everything else that is theirs: there it happens once. */
export function createReminderAlarm(options: {
  readonly database: Pick<Database, 'read'>
  readonly personLog: PersonLog
  readonly clock: Clock
  readonly logger: Logger
}): ReminderAlarm {
  const { database, personLog, clock, logger } = options
  const { read } = database

  async function fireDue(now: number): Promise<number | undefined> {
    let due: Awaited<ReturnType<typeof findDue>>
    do {
      due = await findDue(read, now)
      await Promise.all(
        due.map(({ user_id: userId, message_id: messageId, remind_at: remindAt }) =>
          personLog.append({ kind: 'reminders', act: 'fire', userId, messageId, remindAt, firedAt: now }),
        ),
      )
    } while (due.length === GROUP)
    return findNext(read)
  }

  const { start, stop, expect } = createAlarm({ doDue: fireDue, clock, logger })
  return {
    start,
    stop,
    follow(committed) {
      for (const { change } of committed) {
        if (change.kind === 'reminders' && change.act === 'set') expect(change.remindAt)
      }
    },
  }
}

function findDue(db: Kysely<Tables>, now: number) {
  return db
    .selectFrom('reminders')
    .select(['user_id', 'message_id', 'remind_at'])
    .where('fired_at', 'is', null)
    .where('remind_at', '<=', now)
    .orderBy('remind_at')
    .limit(GROUP)
    .execute()
}

async function findNext(db: Kysely<Tables>): Promise<number | undefined> {
  const row = await db
    .selectFrom('reminders')
    .select('remind_at')
    .where('fired_at', 'is', null)
    .orderBy('remind_at')
    .limit(1)
    .executeTakeFirst()
  return row?.remind_at
}
