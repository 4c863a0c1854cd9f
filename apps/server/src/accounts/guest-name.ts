import { UserName } from '@chat/protocol'
import { APIError } from 'better-auth/api'
import type { Database } from '../database/database.ts'

/** Two people with one name are a nuisance and not an error, so a busy server gives up looking after some tries. */
const TRIES = 5

/**
 * The name of somebody who joins without an account: the one they ask for, or a proposal that nobody has yet.
 *
 * @param body the sign-in request's body; `{ name?: string }`
 * @param suggest makes a proposal
 * @throws {APIError} if they ask for a name that is not allowed
 */
export async function guestName(
  body: unknown,
  database: Pick<Database, 'read'>,
  suggest: () => string,
): Promise<string> {
  const wanted = typeof body === 'object' && body !== null && 'name' in body ? body.name : undefined
  if (wanted !== undefined) {
    const { data, error } = UserName.safeParse(wanted)
    if (data !== undefined) return data
    const message = error?.issues[0]?.message ?? 'Not a name'
    throw new APIError('BAD_REQUEST', { code: 'VALIDATION_FAILED', message: `name: ${message}` })
  }
  let name = suggest()
  for (let tries = 1; tries < TRIES && (await isTaken(name, database)); tries += 1) name = suggest()
  return name
}

async function isTaken(name: string, { read }: Pick<Database, 'read'>): Promise<boolean> {
  const row = await read.selectFrom('users').select('id').where('name', '=', name).limit(1).executeTakeFirst()
  return row !== undefined
}
