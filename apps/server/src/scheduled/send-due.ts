import { isRetriable, type MessageId, type Seq, type UserId } from '@chat/protocol'
import type { Kysely } from 'kysely'
import { SUSPENDED, whatKeepsOut } from '../accounts/suspended.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../database/database.ts'
import type { Tables } from '../database/tables.ts'
import { ChatError } from '../gate/chat-error.ts'
import { type Alarm, createAlarm } from '../later/alarm.ts'
import type { RoomLog } from '../log/room-log.ts'
import type { Logger } from '../logger.ts'
import type { CommittedPersonChange } from '../personal/commit-person-changes.ts'
import type { PersonLog } from '../personal/person-log.ts'
import { CLAIM_MS } from './scheduled-messages.ts'

/** Sends what people have scheduled. */
export interface ScheduledSender extends Pick<Alarm, 'start' | 'stop'> {
  /** Takes what this process has committed. */
  follow(committed: readonly CommittedPersonChange[]): void
  /**
   * Sends a scheduled message now.
   *
   * @throws {ChatError} if it is refused, NOT_FOUND if there is none, CONFLICT if it is being sent
   */
  sendNow(userId: UserId, id: MessageId): Promise<Seq>
}

/** How many are sent one after another before it is looked what else is due. */
const GROUP = 50

type Row = Tables['scheduled_messages']

/**
 * A message is claimed first, so that it stays what it is while it is posted; the transaction that posts it takes it off the
 * list (`log/own-consequences.ts`). Whoever comes to it again, after a crash, posts the same message of the same id: once.
 */
export function createScheduledSender(options: {
  readonly database: Pick<Database, 'read'>
  readonly log: RoomLog
  readonly personLog: PersonLog
  readonly clock: Clock
  readonly logger: Logger
}): ScheduledSender {
  const { database, log, personLog, clock, logger } = options
  const { read } = database

  /** @returns its place; undefined where it is not this node that sends it, or it is another one by now */
  async function send(row: Row): Promise<Seq | undefined> {
    const of = { kind: 'scheduled', userId: row.user_id, id: row.id } as const
    const claim = { ...of, act: 'claim', version: row.version, claimedAt: clock.now() } as const
    if ((await personLog.append(claim)).status !== 'applied') return undefined
    try {
      const { status, seq } = await post(row)
      // By somebody who has not lived to say so.
      if (status === 'unchanged') await personLog.append({ ...of, act: 'sent' })
      return seq
    } catch (error) {
      if (!(error instanceof ChatError) || isRetriable(error.code)) throw error
      await personLog.append({ ...of, act: 'fail', failed: { code: error.code, message: error.message } })
      throw error
    }
  }

  async function post({ id, user_id, room_id, text, reply_to }: Row) {
    if ((await whatKeepsOut(database, user_id)) === 'suspended') throw new ChatError(SUSPENDED.code, SUSPENDED.message)
    return log.append({
      kind: 'message.posted',
      roomId: room_id,
      actorId: user_id,
      messageId: id,
      text,
      ...(reply_to !== null && { replyTo: reply_to }),
      scheduled: true,
    })
  }

  async function sendDue(now: number): Promise<number | undefined> {
    let due: Row[]
    do {
      due = await findDue(read, now)
      for (const row of due) {
        await send(row).catch((error: unknown) => {
          // It says so itself.
          if (!(error instanceof ChatError) || isRetriable(error.code)) throw error
        })
      }
    } while (due.length === GROUP)
    return findNext(read, now)
  }

  const { start, stop, expect } = createAlarm({ doDue: sendDue, clock, logger })
  return {
    start,
    stop,
    follow(committed) {
      for (const { change } of committed) if (change.kind === 'scheduled' && change.act === 'set') expect(change.sendAt)
    },
    async sendNow(userId, id) {
      const row = await read
        .selectFrom('scheduled_messages')
        .selectAll()
        .where('user_id', '=', userId)
        .where('id', '=', id)
        .executeTakeFirst()
      if (!row) throw new ChatError('NOT_FOUND', 'There is no such message.')
      const seq = await send(row)
      if (seq === undefined) throw new ChatError('CONFLICT', 'This message has changed, or is being sent already.')
      return seq
    },
  }
}

function toSend(db: Kysely<Tables>, now: number) {
  return db
    .selectFrom('scheduled_messages')
    .where('failed_code', 'is', null)
    .where((where) => where.or([where('claimed_at', 'is', null), where('claimed_at', '<=', now - CLAIM_MS)]))
    .orderBy('send_at')
    .orderBy('version')
}

function findDue(db: Kysely<Tables>, now: number): Promise<Row[]> {
  return toSend(db, now).selectAll().where('send_at', '<=', now).limit(GROUP).execute()
}

async function findNext(db: Kysely<Tables>, now: number): Promise<number | undefined> {
  return (await toSend(db, now).select('send_at').limit(1).executeTakeFirst())?.send_at
}
