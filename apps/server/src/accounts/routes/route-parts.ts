import type { UserId } from '@chat/protocol'
import type { Config } from '../../config.ts'
import type { Database } from '../../database/database.ts'
import type { AttemptLimits } from '../attempt-limits.ts'
import type { LastSeen } from '../last-seen.ts'
import type { Mails } from '../mails.ts'
import type { IdentityProvider } from '../provider/identity-provider.ts'

/** What our own account routes may use. */
export interface RouteParts {
  readonly config: Config
  readonly database: Database
  readonly limits: AttemptLimits
  readonly lastSeen: Pick<LastSeen, 'isHere'>
  /** Undefined if this server sends no mails. */
  readonly mails: Mails | undefined
  /** Undefined if people sign in through no provider. */
  readonly provider: IdentityProvider | undefined
  /** Tells those who see somebody that they have changed. */
  onPersonChanged(userId: UserId): Promise<void>
  /** The names of the rooms that have others in them and nobody else who owns them. */
  roomsOnlyOwnedBy(userId: UserId): Promise<string[]>
  /** Ends the connections of somebody who has been erased, and takes them out of every room. */
  finishDeletion(userId: UserId): Promise<void>
  suggestName(): string
}
