import type { User, UserId } from '@chat/protocol'
import type { Kysely, Transaction } from 'kysely'
import type { Tables } from '../database/tables.ts'
import { toUser, userColumns } from '../people/people-store.ts'

/** Where the pictures are, on the server. */
export const PICTURES = '/pictures/'

/** A picture as it is kept: made by `encodePicture`, under a name that nobody can guess. */
export interface NewPicture {
  readonly name: string
  readonly image: Uint8Array
}

/**
 * Gives somebody a picture in place of what they had, which is gone then.
 *
 * @returns the person as they are now; undefined if there is no such person (any more)
 */
export async function replacePicture(
  db: Transaction<Tables>,
  userId: UserId,
  picture: NewPicture,
): Promise<User | undefined> {
  // First the person's row: whoever is being deleted at the same time waits here, or is gone already.
  const user = await nameImage(db, userId, `${PICTURES}${picture.name}`)
  if (!user) return undefined
  await db
    .insertInto('pictures')
    .values({ user_id: userId, ...picture })
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet(picture))
    .execute()
  return user
}

/**
 * Takes somebody's picture away, where they have one.
 *
 * @returns the person as they are now; undefined if there is no such person (any more)
 */
export async function deletePicture(db: Transaction<Tables>, userId: UserId): Promise<User | undefined> {
  const user = await nameImage(db, userId, null)
  await db.deleteFrom('pictures').where('user_id', '=', userId).execute()
  return user
}

/** The picture of that name, whoever's it is. */
export async function findPicture(db: Kysely<Tables>, name: string): Promise<Uint8Array | undefined> {
  const row = await db.selectFrom('pictures').select('image').where('name', '=', name).executeTakeFirst()
  return row?.image
}

async function nameImage(db: Transaction<Tables>, userId: UserId, image: string | null): Promise<User | undefined> {
  const row = await db
    .updateTable('users')
    .set({ image })
    .where('id', '=', userId)
    .where('deleted_at', 'is', null)
    .returning(userColumns)
    .executeTakeFirst()
  return row && toUser(row)
}
