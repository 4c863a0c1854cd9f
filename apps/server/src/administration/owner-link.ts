import { createHash, randomBytes } from 'node:crypto'
import type { UserId } from '@chat/protocol'
import type { Database } from '../database/database.ts'
import { hasOwner, lockServerRoles } from './server-roles.ts'

const NAME = 'owner-link'

/**
 * Makes the token of a link that makes its opener the owner, where the server has none. The database keeps its hash
 * alone, and one at a time: the link of an earlier start is worth nothing any more.
 *
 * @returns undefined where there is an owner
 */
export async function createOwnerToken(database: Pick<Database, 'read' | 'write'>): Promise<string | undefined> {
  return (await hasOwner(database.read)) ? undefined : issueOwnerToken(database)
}

/** Makes a token that {@link useOwnerToken} takes, in place of the one before. */
export async function issueOwnerToken({ write }: Pick<Database, 'write'>): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await write
    .insertInto('server_settings')
    .values({ name: NAME, value: hashOf(token) })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: hashOf(token) }))
    .execute()
  return token
}

/**
 * Makes somebody the owner, if this is the token of the link that was printed last. Of two who use it at the same moment
 * one succeeds.
 */
export async function useOwnerToken(
  { write }: Pick<Database, 'write'>,
  token: string,
  userId: UserId,
): Promise<boolean> {
  return write.transaction().execute(async (db) => {
    await lockServerRoles(db)
    const used = await db
      .deleteFrom('server_settings')
      .where('name', '=', NAME)
      .where('value', '=', hashOf(token))
      .returning('name')
      .executeTakeFirst()
    if (!used) return false
    await db
      .updateTable('users')
      .set({ server_role: 'owner' })
      .where('id', '=', userId)
      .where('deleted_at', 'is', null)
      .execute()
    return true
  })
}

/** Where the token is to be opened: behind the `#`, which no server is told. */
export function ownerLink(url: string, token: string): string {
  return `${url}/owner#${token}`
}

/** The words around the link for whoever reads the log. */
export function announceOwnerLink(link: string): string {
  return [
    'This server has no owner yet. Whoever opens this link first owns it:',
    '',
    `    ${link}`,
    '',
    'It works once. Until it is used, each start prints a new one.',
  ].join('\n')
}

/** The token is as random as its hash, so that nothing is to be guessed and no salt is needed. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
