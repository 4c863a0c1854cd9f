import { limits, type Mention, type RoomId, type UserId } from '@chat/protocol'
import type { Statement, Writing } from '../database/statements.ts'
import type { LockedRooms } from '../log/applier.ts'
import { nameKey } from '../people/name-key.ts'
import { selectMemberships } from '../rooms/members-store.ts'
import { mayMentionRoom } from '../rooms/room-access.ts'
import { mentionPlaces } from './mention-places.ts'
import type { Mentioned } from './mentions-store.ts'

/** What somebody is about to say in a room, now or in place of what they have said. */
export interface Draft {
  readonly roomId: RoomId
  readonly authorId: UserId
  readonly text: string
  /** What the text mentions that it takes the place of: a name that stays means who it meant. */
  readonly before?: Mentioned
  /** In a thread nobody calls everybody in the room. */
  readonly inThread: boolean
}

/** How many people of one name are looked at, on the whole server, for those of them who are in the room. */
const MAX_NAMESAKES = 500
/** What stands after the `@` that calls everybody. */
const ROOM_KEY = 'room'

interface Asked {
  readonly name_key: string
  readonly room_id: RoomId
}

/** By the name and then the membership: costs the same in a room of ten and of ten thousand. The oldest accounts first. */
const selectCalled: Statement<Asked, Asked & { readonly user_id: UserId }> = {
  columns: ['name_key', 'room_id'],
  sqlite:
    'select namesakes.name_key, members.room_id, members.user_id from ' +
    `(select id, name_key from users where name_key = ? order by id limit ${MAX_NAMESAKES}) as namesakes ` +
    'cross join members on members.room_id = ? and members.user_id = namesakes.id and members.left_seq is null ' +
    `order by namesakes.id limit ${limits.mentions}`,
  postgres:
    'select given.name_key, given.room_id, called.user_id from unnest($1::text[], $2::text[]) as given (name_key, room_id) ' +
    'cross join lateral (select members.user_id from (select id from users where users.name_key = given.name_key ' +
    `order by id limit ${MAX_NAMESAKES}) as namesakes join members on members.room_id = given.room_id and ` +
    'members.user_id = namesakes.id and members.left_seq is null ' +
    `order by namesakes.id limit ${limits.mentions}) as called`,
}

/** One of the names that may be meant at a place of a draft. */
interface Name {
  readonly name: string
  readonly key: string
}

/**
 * Finds out whom texts mention: the members of their rooms who are called like that at this moment. Anybody else is no
 * different from a name that nobody has. Asks the database nothing where no text has an `@`.
 *
 * @returns what each of the drafts mentions
 */
export async function resolveMentions(
  writing: Writing,
  drafts: readonly Draft[],
  rooms: LockedRooms,
): Promise<Mentioned[]> {
  const spoken = drafts.map((draft) => ({ draft, places: mentionPlaces(draft.text).map(withKeys) }))
  if (spoken.every(({ places }) => places.length === 0)) return drafts.map(() => ({}))

  const called = await findCalled(
    writing,
    spoken.flatMap(({ draft, places }) => places.flat().map(({ key }) => ({ name_key: key, room_id: draft.roomId }))),
  )
  const mayCallAll = await findCallers(
    writing,
    spoken.flatMap(({ draft, places }) =>
      !draft.inThread && places.flat().some(({ key }) => key === ROOM_KEY) ? draft : [],
    ),
    rooms,
  )
  return spoken.map(({ draft, places }) => {
    const everybody = !draft.inThread && (draft.before?.mentionsRoom ?? mayCallAll(draft))
    const meantBefore = Map.groupBy(draft.before?.mentions ?? [], ({ name }) => nameKey(name))
    const peopleOf = (key: string) =>
      meantBefore.get(key)?.map(({ userId }) => userId) ??
      called.get(keyOf({ name_key: key, room_id: draft.roomId })) ??
      []
    const isMeant = ({ key }: Name) => (everybody && key === ROOM_KEY) || peopleOf(key).length > 0
    const meant = places.flatMap((names) => names.find(isMeant) ?? [])
    const callsAll = everybody && meant.some(({ key }) => key === ROOM_KEY)
    const named = callsAll ? meant.filter(({ key }) => key !== ROOM_KEY) : meant
    return {
      ...mentionsOf(named.flatMap(({ name, key }) => peopleOf(key).map((userId) => ({ userId, name })))),
      ...(callsAll && { mentionsRoom: true as const }),
    }
  })
}

/** Each of them once, as they are named first, and no more than a message may mention. */
function mentionsOf(named: readonly Mention[]): Mentioned {
  const people = new Map<UserId, Mention>()
  for (const mention of named) if (!people.has(mention.userId)) people.set(mention.userId, mention)
  return people.size > 0 ? { mentions: [...people.values()].slice(0, limits.mentions) } : {}
}

function withKeys(names: readonly string[]): Name[] {
  return names.map((name) => ({ name, key: nameKey(name) }))
}

function keyOf({ name_key, room_id }: Asked): string {
  return `${room_id} ${name_key}`
}

/** The members who are called like that, by room and name. */
async function findCalled(writing: Writing, asked: readonly Asked[]): Promise<Map<string, UserId[]>> {
  const distinct = new Map(asked.map((one) => [keyOf(one), one]))
  const rows = await writing.each(selectCalled, [...distinct.values()])
  const byName = Map.groupBy(rows, keyOf)
  return new Map([...byName].map(([key, members]) => [key, members.map((member) => member.user_id)]))
}

/** Which of the authors may mention everybody. */
async function findCallers(
  writing: Writing,
  drafts: readonly Draft[],
  rooms: LockedRooms,
): Promise<(draft: Draft) => boolean> {
  if (drafts.length === 0) return () => false
  const memberOf = await selectMemberships(
    writing,
    drafts.map(({ roomId, authorId }) => ({ roomId, userId: authorId })),
  )
  return ({ roomId, authorId }) => mayMentionRoom(rooms.get(roomId), memberOf(roomId, authorId))
}
