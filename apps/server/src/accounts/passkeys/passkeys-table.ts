import type { UserId } from '@chat/protocol'
import type { Generated } from 'kysely'

/** A key on a device or in a password manager, of which the server knows the public half. */
export interface PasskeysTable {
  id: string
  user_id: UserId
  name: string
  /** The name that authenticators know it by, in base64url. */
  credential_id: string
  /** In COSE form, in base64url. */
  public_key: string
  /** How often it was used, as its authenticator counts; 0 for ever where it does not. */
  counter: number
  /** In milliseconds since the epoch, as is `last_used_at`. */
  created_at: number
  last_used_at: Generated<number | null>
}
