import { sql } from 'kysely'
import type { Writing } from '../database/statements.ts'
import type { Tables } from '../database/tables.ts'
import type { Applier, Refused, RoomChange, Unchanged } from '../log/applier.ts'
import { selectActors } from './members-store.ts'
import { type RoomSettings, refuseUpdate } from './room-access.ts'
import { describeForAll, roomColumns } from './rooms-store.ts'

/** Somebody changes what a room is called or how it is run. */
export interface UpdateRoom extends RoomChange {
  readonly kind: 'room.updated'
  readonly settings: RoomSettings
}

const TAKEN: Refused = { status: 'refused', code: 'CONFLICT', message: 'Another room has this address.' }

export const updateRoom: Applier<UpdateRoom> = {
  subjectId: (change) => change.roomId,
  // One at a time in a room: each is compared with what the one before has made of it.
  key: (change) => change.roomId,
  changesRoom: true,

  async decide(writing, changes, rooms) {
    const memberOf = await selectActors(writing, changes)
    return Promise.all(
      changes.map(async ({ roomId, actorId, settings }) => {
        const room = rooms.get(roomId)
        const refusal = refuseUpdate(room, memberOf(roomId, actorId), settings)
        if (refusal || !room) return refusal ?? 'accepted'
        if (isSame(room, settings)) return unchanged(room)
        return settings.slug !== undefined && (await isTaken(writing, room, settings.slug)) ? TAKEN : 'accepted'
      }),
    )
  },

  async write({ db }, placed) {
    return Promise.all(
      placed.map(async ({ change: { roomId, settings }, seq }) => {
        const row = await db
          .updateTable('rooms')
          .set({ ...columnsOf(settings), changed_seq: seq })
          .where('id', '=', roomId)
          .returning(roomColumns)
          .executeTakeFirstOrThrow()
        return { room: describeForAll({ ...row, head: seq }) }
      }),
    )
  },
}

/** The settings as the columns that they are kept in. */
function columnsOf({ name, topic, slug, readOnly, archived }: RoomSettings) {
  return {
    ...(name !== undefined && { name }),
    ...(topic !== undefined && { topic: topic === '' ? null : topic }),
    ...(slug !== undefined && { slug }),
    ...(readOnly !== undefined && { read_only: Number(readOnly) }),
    ...(archived !== undefined && { archived: Number(archived) }),
  }
}

function isSame(room: Tables['rooms'], settings: RoomSettings): boolean {
  const before = new Map<string, unknown>(Object.entries(room))
  return Object.entries(columnsOf(settings)).every(([column, value]) => before.get(column) === value)
}

async function isTaken({ db }: Writing, room: Tables['rooms'], slug: string): Promise<boolean> {
  const other = await db
    .selectFrom('rooms')
    .select(sql.lit(1).as('one'))
    .where('slug', '=', slug)
    .where('id', '<>', room.id)
    .executeTakeFirst()
  return other !== undefined
}

function unchanged(room: Tables['rooms']): Unchanged {
  return { status: 'unchanged', seq: room.head, at: room.head_at }
}
