import type { Migration } from 'kysely/migration'
import { createAccountsTables } from '../accounts/accounts-migration.ts'
import { allowOneCredential } from '../accounts/one-credential-migration.ts'
import { createPasskeysTable } from '../accounts/passkeys/passkeys-migration.ts'
import { addSecondFactor } from '../accounts/second-factor-migration.ts'
import { createAdministrationTables } from '../administration/administration-migration.ts'
import { createBlocksTable } from '../blocks/blocks-migration.ts'
import { addDeletions } from '../deletions/deletions-migration.ts'
import { addDraftReplies, createDraftsTable } from '../drafts/drafts-migration.ts'
import { addForwards } from '../forwards/forwards-migration.ts'
import { createInvitesTable } from '../invites/invites-migration.ts'
import { addMentions } from '../mentions/mentions-migration.ts'
import { addRevisions } from '../messages/revisions-migration.ts'
import { addTombstones } from '../messages/tombstones-migration.ts'
import { moveNotifyChoices } from '../notifications/notify-in-log-migration.ts'
import { addNotifyChoices } from '../notifications/notify-migration.ts'
import { foldByLower } from '../people/fold-by-lower-migration.ts'
import { addFoldedNames } from '../people/folded-names-migration.ts'
import { addProfiles } from '../people/profiles-migration.ts'
import { createPersonLog } from '../personal/person-log-migration.ts'
import { trimPersonLogs } from '../personal/trim-migration.ts'
import { createPicturesTable } from '../pictures/pictures-migration.ts'
import { addPins } from '../pins/pins-migration.ts'
import { addPresence } from '../presence/presence-migration.ts'
import { createReactionsTable } from '../reactions/reactions-migration.ts'
import { addDeliveries } from '../reads/deliveries-migration.ts'
import { addReadEpoch } from '../reads/read-epoch-migration.ts'
import { addReceipts } from '../reads/receipts-migration.ts'
import { createRemindersTable } from '../reminders/reminders-migration.ts'
import { addReplies } from '../replies/replies-migration.ts'
import { addDirectRooms } from '../rooms/direct-rooms-migration.ts'
import { indexLargeRooms } from '../rooms/large-rooms-migration.ts'
import { orderRoomsInAnyCase } from '../rooms/room-order-migration.ts'
import { addRoomRule } from '../rooms/room-rule-migration.ts'
import { createRoomsTables } from '../rooms/rooms-migration.ts'
import { createSavedMessagesTable } from '../saved/saved-messages-migration.ts'
import { createScheduledTable } from '../scheduled/scheduled-migration.ts'
import { addThreads } from '../threads/threads-migration.ts'

/** Run in the order of their names. A migration that has been released is never edited. */
export const migrations: Record<string, Migration> = {
  '0001_accounts': createAccountsTables,
  '0002_rooms': createRoomsTables,
  '0003_large_rooms': indexLargeRooms,
  '0004_room_rule': addRoomRule,
  '0005_invites': createInvitesTable,
  '0006_one_credential': allowOneCredential,
  '0007_second_factor': addSecondFactor,
  '0010_administration': createAdministrationTables,
  '0008_direct_rooms': addDirectRooms,
  '0009_blocks': createBlocksTable,
  '0009_presence': addPresence,
  '0009_profiles': addProfiles,
  '0011_tombstones': addTombstones,
  '0012_passkeys': createPasskeysTable,
  '0013_deletions': addDeletions,
  '0014_revisions': addRevisions,
  '0015_reactions': createReactionsTable,
  '0016_receipts': addReceipts,
  '0017_mentions': addMentions,
  '0018_replies': addReplies,
  '0019_pictures': createPicturesTable,
  '0020_threads': addThreads,
  '0021_person_log': createPersonLog,
  '0022_saved_messages': createSavedMessagesTable,
  '0022_drafts': createDraftsTable,
  '0023_notify_choices': addNotifyChoices,
  '0024_pins': addPins,
  '0025_read_epoch': addReadEpoch,
  '0026_deliveries': addDeliveries,
  '0027_reminders': createRemindersTable,
  '0028_scheduled': createScheduledTable,
  '0029_notify_in_log': moveNotifyChoices,
  '0030_trim_person_logs': trimPersonLogs,
  '0031_forwards': addForwards,
  '0032_draft_replies': addDraftReplies,
  '0033_room_order': orderRoomsInAnyCase,
  '0034_folded_names': addFoldedNames,
  '0035_fold_by_lower': foldByLower,
}
