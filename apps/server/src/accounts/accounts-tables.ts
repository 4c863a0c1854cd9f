import type { ChosenStatus, ServerRole, UserId } from '@chat/protocol'
import type { Generated } from 'kysely'
import type { PasskeysTable } from './passkeys/passkeys-table.ts'

/** A point in time as better-auth keeps it: an ISO 8601 text (UTC) on SQLite, a `timestamptz` on PostgreSQL. */
export type StoredDate = string | Date

/** A truth value as better-auth keeps it: 0 or 1 on SQLite, a `boolean` on PostgreSQL. */
export type StoredBoolean = 0 | 1 | boolean

export interface UsersTable {
  id: UserId
  name: string
  /** The name as `nameKey` has it: it changes with the name. */
  name_key: string
  email: string
  email_verified: StoredBoolean
  image: string | null
  is_anonymous: Generated<StoredBoolean | null>
  two_factor_enabled: Generated<StoredBoolean | null>
  created_at: StoredDate
  updated_at: StoredDate
  server_role: Generated<ServerRole>
  /** In milliseconds since the epoch; null for who is not. */
  suspended_at: Generated<number | null>
  /** In milliseconds since the epoch; null for who is not. */
  deleted_at: Generated<number | null>
  status_text: Generated<string | null>
  /** In milliseconds since the epoch; null where the status text stays. */
  status_until: Generated<number | null>
  time_zone: Generated<string | null>
  /** Null for who is shown as they are. */
  chosen_status: Generated<Exclude<ChosenStatus, 'online'> | null>
  /** In milliseconds since the epoch, to about a minute; null for who was never connected. */
  last_seen_at: Generated<number | null>
  /** 1 for who neither sends nor sees read receipts. */
  receipts_off: Generated<number>
}

export interface SessionsTable {
  id: string
  user_id: string
  token: string
  expires_at: StoredDate
  ip_address: string | null
  user_agent: string | null
  created_at: StoredDate
  updated_at: StoredDate
}

export interface LinkedAccountsTable {
  id: string
  user_id: string
  account_id: string
  provider_id: string
  access_token: string | null
  refresh_token: string | null
  id_token: string | null
  access_token_expires_at: StoredDate | null
  refresh_token_expires_at: StoredDate | null
  scope: string | null
  password: string | null
  created_at: StoredDate
  updated_at: StoredDate
}

export interface VerificationsTable {
  id: string
  identifier: string
  value: string
  expires_at: StoredDate
  created_at: StoredDate
  updated_at: StoredDate
}

/** Somebody's authenticator app: its secret and the backup codes are encrypted. */
export interface TwoFactorsTable {
  id: string
  user_id: string
  secret: string
  backup_codes: string
  verified: Generated<StoredBoolean | null>
  failed_verification_count: Generated<number | null>
  locked_until: StoredDate | null
}

/** The tables that better-auth reads and writes, under our names, and ours beside them. */
export interface AccountsTables {
  users: UsersTable
  sessions: SessionsTable
  accounts: LinkedAccountsTable
  verifications: VerificationsTable
  two_factors: TwoFactorsTable
  passkeys: PasskeysTable
}
