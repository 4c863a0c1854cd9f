import type { ChatClient } from '@chat/client'
import { foldName, type RoomSummary, type User, type UserId } from '@chat/protocol'
import type { Completion, CompletionSource } from '../completion/completion-source.ts'

const SHOWN = 8

type Room = Pick<RoomSummary, 'id' | 'kind' | 'role'>
type Client = Pick<ChatClient, 'listMembers' | 'room' | 'users' | 'me'>

/** The members of a room by `@` and their name, those first who wrote last; and everybody at once, for who may call them. */
export function mentionCompletion(client: Client, room: Room): CompletionSource {
  /** What the server has told in full last: what is typed on from there is only fewer of them. */
  let told: { readonly query: string; readonly users: readonly User[] } | undefined

  async function membersCalled(query: string): Promise<readonly User[]> {
    // Whoever begins anew is told anew: people come and go meanwhile.
    if (told && query !== told.query && query.startsWith(told.query)) return told.users
    told = undefined
    const { users, cursor } = await client.listMembers(room.id, query === '' ? {} : { query })
    if (cursor === undefined) told = { query, users }
    return users
  }

  /** By the name that counts now. */
  const asCalledNow = (user: User): User => client.users.get().get(user.id) ?? user

  return {
    trigger: '@',
    title: 'People',
    query: /^(?!\s)[^\n@]{0,30}$/u,
    async find(query) {
      const written = query.trimEnd()
      const called = await membersCalled(written).catch(() => knownPeople(client, room.id))
      const rank = recentAuthors(client, room.id)
      const people = called
        .map(asCalledNow)
        .filter(({ id, name }) => id !== client.me.get()?.id && hasWord(name, written))
        .sort((one, other) => (rank.get(one.id) ?? rank.size) - (rank.get(other.id) ?? rank.size))
      const everybody = mayCallRoom(room) && 'room'.startsWith(written.toLowerCase()) ? [EVERYBODY] : []
      // Whoever has written all of a name goes on with the sentence.
      if (people.some(({ name }) => query.endsWith(' ') && name.toLowerCase() === written.toLowerCase())) return []
      return [...people.slice(0, SHOWN).map(toCompletion), ...everybody]
    },
  }
}

const EVERYBODY: Completion = { id: '@room', sign: '@', label: 'room, everybody in here', text: '@room' }

function toCompletion({ id, name }: User): Completion {
  return { id, sign: '@', label: name, text: `@${name}` }
}

function mayCallRoom({ kind, role }: Room): boolean {
  return kind === 'direct' || role !== 'member'
}

/** Whether one of the words of a name begins like that. */
function hasWord(name: string, begun: string): boolean {
  return ` ${foldName(name)}`.includes(` ${foldName(begun)}`)
}

/** Whoever wrote last comes first. */
function recentAuthors(client: Client, roomId: Room['id']): Map<UserId, number> {
  const authors = client
    .room(roomId)
    .get()
    .messages.map(({ authorId }) => authorId)
  return new Map([...new Set(authors.reverse())].map((id, index) => [id, index]))
}

/** Without a connection: who has written here, as far as one can see. */
function knownPeople(client: Client, roomId: Room['id']): User[] {
  const users = client.users.get()
  return [...recentAuthors(client, roomId).keys()].flatMap((id) => users.get(id) ?? [])
}
