import type { UserId } from '@chat/protocol'
import type { WebAuthnCredential } from '@simplewebauthn/server'
import { isoBase64URL } from '@simplewebauthn/server/helpers'
import type { Kysely, Transaction } from 'kysely'
import type { Tables } from '../../database/tables.ts'

/** A passkey as its owner is shown it; times in milliseconds since the epoch. */
export interface Passkey {
  readonly id: string
  readonly name: string
  readonly addedAt: number
  readonly lastUsedAt?: number
}

/** A passkey as a sign-in with it is checked. */
export interface StoredPasskey {
  readonly id: string
  readonly userId: UserId
  readonly credential: WebAuthnCredential
}

/** Somebody's passkeys, the oldest first. */
export async function findPasskeys(db: Kysely<Tables>, userId: UserId): Promise<Passkey[]> {
  const rows = await db
    .selectFrom('passkeys')
    .select(['id', 'name', 'created_at', 'last_used_at'])
    .where('user_id', '=', userId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(({ id, name, created_at, last_used_at }) => ({
    id,
    name,
    addedAt: created_at,
    ...(last_used_at !== null && { lastUsedAt: last_used_at }),
  }))
}

/** The passkey that an authenticator knows by this name, whoever's it is. */
export async function findCredential(db: Kysely<Tables>, credentialId: string): Promise<StoredPasskey | undefined> {
  const row = await db
    .selectFrom('passkeys')
    .select(['id', 'user_id', 'credential_id', 'public_key', 'counter'])
    .where('credential_id', '=', credentialId)
    .executeTakeFirst()
  return row && { id: row.id, userId: row.user_id, credential: toCredential(row) }
}

/** What authenticators know somebody's passkeys by, so that none gets a second one. */
export async function findCredentials(db: Kysely<Tables>, userId: UserId): Promise<WebAuthnCredential[]> {
  const rows = await db
    .selectFrom('passkeys')
    .select(['credential_id', 'public_key', 'counter'])
    .where('user_id', '=', userId)
    .execute()
  return rows.map(toCredential)
}

/** @returns false if it is there already */
export async function insertPasskey(
  db: Kysely<Tables>,
  passkey: {
    readonly id: string
    readonly userId: UserId
    readonly name: string
    readonly addedAt: number
    readonly credential: WebAuthnCredential
  },
): Promise<boolean> {
  const { id, userId, name, addedAt, credential } = passkey
  const inserted = await db
    .insertInto('passkeys')
    .values({
      id,
      user_id: userId,
      name,
      credential_id: credential.id,
      public_key: isoBase64URL.fromBuffer(credential.publicKey),
      counter: credential.counter,
      created_at: addedAt,
    })
    .onConflict((conflict) => conflict.column('credential_id').doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

/** Notes that somebody has signed in with a passkey, and how far its authenticator has counted. */
export async function notePasskeyUse(db: Kysely<Tables>, id: string, counter: number, at: number): Promise<void> {
  await db.updateTable('passkeys').set({ counter, last_used_at: at }).where('id', '=', id).execute()
}

/** @returns false if they have none with this id */
export async function deletePasskey(db: Transaction<Tables>, userId: UserId, id: string): Promise<boolean> {
  const deleted = await db
    .deleteFrom('passkeys')
    .where('id', '=', id)
    .where('user_id', '=', userId)
    .returning('id')
    .executeTakeFirst()
  return deleted !== undefined
}

function toCredential(row: { credential_id: string; public_key: string; counter: number }): WebAuthnCredential {
  return {
    id: row.credential_id,
    publicKey: isoBase64URL.toBuffer(row.public_key),
    counter: row.counter,
  }
}
