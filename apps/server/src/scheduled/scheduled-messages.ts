import {
  type ErrorBody,
  limits,
  type MessageId,
  type ParsedInput,
  type ScheduledMessage,
  type Seq,
  type setScheduled,
  type Timestamp,
} from '@chat/protocol'
import { sql } from 'kysely'
import type { Writing } from '../database/statements.ts'
import type { Tables } from '../database/tables.ts'
import type { Refused } from '../log/applier.ts'
import type { OwnChange, PersonKindKeeper, Place } from '../personal/person-kind.ts'

/** What happens to a scheduled message. */
export type ScheduledChange = SetScheduled | CancelScheduled | ClaimScheduled | FailScheduled | SentScheduled

interface OfScheduled extends OwnChange {
  readonly kind: 'scheduled'
  readonly id: MessageId
}

interface SetScheduled extends OfScheduled, Omit<ParsedInput<typeof setScheduled>, 'id'> {
  readonly act: 'set'
}

interface CancelScheduled extends OfScheduled {
  readonly act: 'cancel'
}

/** A node begins to send it, as it is in this version: from then on it stays like this. */
export interface ClaimScheduled extends OfScheduled {
  readonly act: 'claim'
  readonly version: Seq
  readonly claimedAt: Timestamp
}

/** It was refused. */
interface FailScheduled extends OfScheduled {
  readonly act: 'fail'
  readonly failed: Pick<ErrorBody, 'code' | 'message'>
}

/** It is a message now. */
interface SentScheduled extends OfScheduled {
  readonly act: 'sent'
}

/** A node that has claimed it for so long has not lived to send it, or could not. */
export const CLAIM_MS = 30_000

const TOO_MANY: Refused = {
  status: 'refused',
  code: 'FORBIDDEN',
  message: `You can schedule ${limits.scheduledMessages} messages at most.`,
}
const TAKEN: Refused = {
  status: 'refused',
  code: 'CONFLICT',
  message: 'This message id already names another message.',
}
const UNDER_WAY: Refused = { status: 'refused', code: 'CONFLICT', message: 'This message is being sent already.' }

/** That they are in the room the caller has checked. Whether they may post there is asked when it is sent. */
export const scheduledMessages: PersonKindKeeper<ScheduledChange, ScheduledMessage> = {
  subject: ({ id }) => id,
  async apply(writing, change, place) {
    const row = await rowOf(writing, change)
    switch (change.act) {
      case 'set':
        return row ? rewrite(writing, change, row, place) : write(writing, change, place)
      case 'cancel':
        return row && isClaimed(row, place.at) ? UNDER_WAY : remove(writing, change, row)
      case 'sent':
        return remove(writing, change, row)
      case 'claim':
        return isClaimable(row, change) ? update(writing, change, { claimed_at: change.claimedAt }) : 'unchanged'
      case 'fail':
        return row ? update(writing, change, failure(change)) : 'unchanged'
    }
  },
  async find(db, userId, subjects) {
    const rows = await db
      .selectFrom('scheduled_messages')
      .selectAll()
      .where('user_id', '=', userId)
      .where(sql.ref<string>('id'), 'in', subjects)
      .execute()
    return new Map(rows.map((row) => [row.id, toScheduled(row)]))
  },
  async erase(db, userId) {
    await db.deleteFrom('scheduled_messages').where('user_id', '=', userId).execute()
  },
}

type Row = Tables['scheduled_messages']

function toScheduled({ id, room_id, text, reply_to, send_at, failed_code, failed_message }: Row): ScheduledMessage {
  return {
    id,
    roomId: room_id,
    text,
    ...(reply_to !== null && { replyTo: reply_to }),
    sendAt: send_at,
    ...(failed_code !== null && { failed: { code: failed_code, message: failed_message ?? '' } }),
  }
}

function rowOf({ db }: Writing, { userId, id }: OfScheduled): Promise<Row | undefined> {
  return db
    .selectFrom('scheduled_messages')
    .selectAll()
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .executeTakeFirst()
}

async function write(writing: Writing, change: SetScheduled, { seq }: Place) {
  const { db } = writing
  const posted = await db.selectFrom('messages').select('id').where('id', '=', change.id).executeTakeFirst()
  if (posted) return TAKEN
  const { count } = await db
    .selectFrom('scheduled_messages')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('user_id', '=', change.userId)
    .executeTakeFirstOrThrow()
  if (Number(count) >= limits.scheduledMessages) return TOO_MANY
  const { id, userId: user_id, roomId: room_id } = change
  await db
    .insertInto('scheduled_messages')
    .values({ id, user_id, room_id, ...written(change, seq) })
    .execute()
  return 'kept'
}

async function rewrite(writing: Writing, change: SetScheduled, row: Row, { seq, at }: Place) {
  if (row.room_id !== change.roomId) return TAKEN
  const isSame = row.text === change.text && row.send_at === change.sendAt && row.reply_to === (change.replyTo ?? null)
  if (isSame && row.failed_code === null) return 'unchanged'
  return isClaimed(row, at) ? UNDER_WAY : update(writing, change, written(change, seq))
}

function written({ text, replyTo, sendAt }: SetScheduled, version: Seq) {
  return {
    text,
    reply_to: replyTo ?? null,
    send_at: sendAt,
    version,
    claimed_at: null,
    failed_code: null,
    failed_message: null,
  }
}

function failure({ failed }: FailScheduled) {
  return { claimed_at: null, failed_code: failed.code, failed_message: failed.message }
}

function isClaimable(row: Row | undefined, { version, claimedAt }: ClaimScheduled): boolean {
  return row?.version === version && !isClaimed(row, claimedAt)
}

/** Whether a node sends it, or may: one that has begun to long ago has not come to it. */
function isClaimed({ claimed_at }: Row, now: Timestamp): boolean {
  return claimed_at !== null && claimed_at > now - CLAIM_MS
}

async function update({ db }: Writing, { userId, id }: OfScheduled, values: Partial<Row>) {
  await db.updateTable('scheduled_messages').set(values).where('user_id', '=', userId).where('id', '=', id).execute()
  return 'kept' as const
}

async function remove({ db }: Writing, { userId, id }: OfScheduled, row: Row | undefined) {
  if (!row) return 'unchanged'
  await db.deleteFrom('scheduled_messages').where('user_id', '=', userId).where('id', '=', id).execute()
  return 'gone'
}
