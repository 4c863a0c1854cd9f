import { UserId } from '@chat/protocol'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Database } from '../src/database/database.ts'
import { nameKey } from '../src/people/name-key.ts'

/** Puts a person into the database without an account or a session. */
export async function addPerson({ write }: Database, name: string): Promise<UserId> {
  const id = UserId.parse(uuidv7())
  const now = new Date().toISOString()
  await write
    .insertInto('users')
    .values({
      id,
      name,
      name_key: nameKey(name),
      email: `${id}@example.org`,
      email_verified: sql`false`,
      image: null,
      created_at: now,
      updated_at: now,
    })
    .execute()
  return id
}
