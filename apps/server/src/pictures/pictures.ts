import { randomBytes } from 'node:crypto'
import type { User, UserId } from '@chat/protocol'
import type { Transaction } from 'kysely'
import pLimit from 'p-limit'
import type { Database } from '../database/database.ts'
import type { Tables } from '../database/tables.ts'
import { ChatError } from '../gate/chat-error.ts'
import { encodePicture } from './encode-picture.ts'
import { deletePicture, findPicture, replacePicture } from './pictures-store.ts'

/** People's pictures. */
export interface Pictures {
  /**
   * Gives somebody a picture, and tells those who see them.
   *
   * @param image as it was sent
   * @throws {ChatError} if it is none that can be taken
   */
  replace(userId: UserId, image: Uint8Array): Promise<User>
  /** Takes somebody's picture away, and tells those who see them. */
  remove(userId: UserId): Promise<User>
  /** The picture of that name, as WebP. */
  find(name: string): Promise<Uint8Array | undefined>
}

/** Images are decoded one after another, so that those who send many leave the other cores to the chat. */
const AT_ONCE = 1
const NAME_BYTES = 18
/** So many bytes in base64url. */
const NAME = /^[\w-]{24}$/

export function createPictures({
  database: { read, write },
  announceUser,
}: {
  readonly database: Pick<Database, 'read' | 'write'>
  announceUser(user: User): Promise<void>
}): Pictures {
  const inTurn = pLimit(AT_ONCE)

  async function change(work: (transaction: Transaction<Tables>) => Promise<User | undefined>): Promise<User> {
    const user = await write.transaction().execute(work)
    if (!user) throw new ChatError('AUTH_EXPIRED', 'This account no longer exists.')
    await announceUser(user)
    return user
  }

  return {
    async replace(userId, sent) {
      const image = await inTurn(() => encodePicture(sent))
      const name = randomBytes(NAME_BYTES).toString('base64url')
      return change((transaction) => replacePicture(transaction, userId, { name, image }))
    },
    remove: (userId) => change((transaction) => deletePicture(transaction, userId)),
    // PostgreSQL fails at a name with NUL in it.
    find: async (name) => (NAME.test(name) ? findPicture(read, name) : undefined),
  }
}
