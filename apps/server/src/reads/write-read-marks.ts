import type { ReadEpoch, RoomId, Seq, UserId } from '@chat/protocol'
import type { Statement, Writing } from '../database/statements.ts'

/** How far somebody has come in a room: has read, or has got on a device. */
export interface ReadMark {
  readonly roomId: RoomId
  readonly userId: UserId
  readonly seq: Seq
}

/** Where both stand. */
export interface WrittenMark extends ReadMark {
  readonly epoch: ReadEpoch
  /** How far others may know that they have read. */
  readonly shownSeq: Seq
  readonly deliveredSeq: Seq
}

/** A mark that is to be moved. */
export interface ReadMove extends ReadMark {
  /** undefined for that of the mark. */
  readonly epoch: ReadEpoch | undefined
  /** How far others may know. */
  readonly shownSeq: Seq
  /** How far messages have arrived on a device, as others may know; what is read and shown has arrived. */
  readonly deliveredSeq?: Seq
}

interface Params {
  readonly seq: number
  readonly epoch: number | null
  readonly shown_seq: number
  readonly delivered_seq: number
  readonly room_id: RoomId
  readonly user_id: UserId
}

interface Marked {
  readonly room_id: RoomId
  readonly user_id: UserId
  readonly last_read_seq: number
  readonly read_epoch: number
  readonly shown_read_seq: number
  readonly delivered_seq: number
}

/** Not beyond what is there to read; within an epoch marks only move forward, and earlier ones move nothing. */
function moveMark(given: string, { larger, smaller }: { readonly larger: string; readonly smaller: string }): string {
  const epoch = 'coalesce(given.epoch, members.read_epoch)'
  const capped = (column: string) => `${smaller}(given.${column}, rooms.head)`
  return (
    `update members set last_read_seq = case when ${epoch} > members.read_epoch then ${capped('seq')} ` +
    `when ${epoch} = members.read_epoch then ${larger}(members.last_read_seq, ${capped('seq')}) ` +
    `else members.last_read_seq end, read_epoch = ${larger}(members.read_epoch, ${epoch}), ` +
    `shown_read_seq = ${larger}(members.shown_read_seq, ${capped('shown_seq')}), ` +
    `delivered_seq = ${larger}(members.delivered_seq, ${capped('delivered_seq')}) ` +
    `from ${given} join rooms on rooms.id = given.room_id ` +
    'where members.room_id = given.room_id and members.user_id = given.user_id and members.left_seq is null ' +
    'returning members.room_id, members.user_id, last_read_seq, read_epoch, shown_read_seq, members.delivered_seq'
  )
}

const move: Statement<Params, Marked> = {
  columns: ['seq', 'epoch', 'shown_seq', 'delivered_seq', 'room_id', 'user_id'],
  sqlite: moveMark(
    '(select ? as seq, ? as epoch, ? as shown_seq, ? as delivered_seq, ? as room_id, ? as user_id) as given',
    { larger: 'max', smaller: 'min' },
  ),
  postgres: moveMark(
    'unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::text[], $6::text[]) ' +
      'as given (seq, epoch, shown_seq, delivered_seq, room_id, user_id)',
    { larger: 'greatest', smaller: 'least' },
  ),
}

/**
 * Moves marks inside a transaction that the caller commits.
 *
 * @param marks no two of one person and room
 * @returns where they stand now; those of people who are not members are left out
 */
export async function writeReadMarks({ each }: Writing, marks: readonly ReadMove[]): Promise<WrittenMark[]> {
  const rows = await each(
    move,
    marks.map(({ seq, epoch = null, shownSeq, deliveredSeq = 0, roomId, userId }) => ({
      seq,
      epoch,
      shown_seq: shownSeq,
      delivered_seq: Math.max(shownSeq, deliveredSeq),
      room_id: roomId,
      user_id: userId,
    })),
  )
  return rows.map((row) => ({
    roomId: row.room_id,
    userId: row.user_id,
    epoch: row.read_epoch,
    seq: row.last_read_seq,
    shownSeq: row.shown_read_seq,
    deliveredSeq: row.delivered_seq,
  }))
}
