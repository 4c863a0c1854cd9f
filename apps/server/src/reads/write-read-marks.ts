import type { RoomId, Seq, UserId } from '@chat/protocol'
import type { Statement, Writing } from '../database/statements.ts'

/** How far somebody has come in a room: has read, or has got on a device. */
export interface ReadMark {
  readonly roomId: RoomId
  readonly userId: UserId
  readonly seq: Seq
}

/** Where both stand. */
export interface WrittenMark extends ReadMark {
  readonly deliveredSeq: Seq
}

/** A mark that is to be moved. */
export interface ReadMove extends ReadMark {
  /** Whether others may know. */
  readonly shown: boolean
  /** How far messages have arrived on a device, as others may know; what is read and shown has arrived. */
  readonly deliveredSeq?: Seq
}

interface Params {
  readonly seq: number
  readonly shown_seq: number
  readonly delivered_seq: number
  readonly room_id: RoomId
  readonly user_id: UserId
}

interface Marked {
  readonly room_id: RoomId
  readonly user_id: UserId
  readonly last_read_seq: number
  readonly delivered_seq: number
}

/** Marks only move forward, and not beyond what is there to read. */
const moveForward: Statement<Params, Marked> = {
  columns: ['seq', 'shown_seq', 'delivered_seq', 'room_id', 'user_id'],
  sqlite:
    'update members set last_read_seq = max(last_read_seq, min(?, (select head from rooms where id = room_id))), ' +
    'shown_read_seq = max(shown_read_seq, min(?, (select head from rooms where id = room_id))), ' +
    'delivered_seq = max(delivered_seq, min(?, (select head from rooms where id = room_id))) ' +
    'where room_id = ? and user_id = ? and left_seq is null returning room_id, user_id, last_read_seq, delivered_seq',
  postgres:
    'update members set last_read_seq = greatest(members.last_read_seq, least(given.seq, rooms.head)), ' +
    'shown_read_seq = greatest(members.shown_read_seq, least(given.shown_seq, rooms.head)), ' +
    'delivered_seq = greatest(members.delivered_seq, least(given.delivered_seq, rooms.head)) ' +
    'from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::text[], $5::text[]) ' +
    'as given (seq, shown_seq, delivered_seq, room_id, user_id) ' +
    'join rooms on rooms.id = given.room_id ' +
    'where members.room_id = given.room_id and members.user_id = given.user_id and members.left_seq is null ' +
    'returning members.room_id, members.user_id, members.last_read_seq, members.delivered_seq',
}

/**
 * Moves marks inside a transaction that the caller commits.
 *
 * @param marks no two of one person and room
 * @returns where they stand now; those of people who are not members are left out
 */
export async function writeReadMarks({ each }: Writing, marks: readonly ReadMove[]): Promise<WrittenMark[]> {
  const rows = await each(
    moveForward,
    marks.map(({ seq, shown, deliveredSeq = 0, roomId, userId }) => ({
      seq,
      shown_seq: shown ? seq : 0,
      delivered_seq: shown ? Math.max(seq, deliveredSeq) : deliveredSeq,
      room_id: roomId,
      user_id: userId,
    })),
  )
  return rows.map((row) => ({
    roomId: row.room_id,
    userId: row.user_id,
    seq: row.last_read_seq,
    deliveredSeq: row.delivered_seq,
  }))
}
