import type { AccountsTables } from '../accounts/accounts-tables.ts'
import type { AdministrationTables } from '../administration/administration-tables.ts'
import type { BlocksTables } from '../blocks/blocks-tables.ts'
import type { DeletionsTables } from '../deletions/deletions-tables.ts'
import type { DraftsTables } from '../drafts/drafts-tables.ts'
import type { InvitesTables } from '../invites/invites-tables.ts'
import type { MentionsTables } from '../mentions/mentions-tables.ts'
import type { NotifyTables } from '../notifications/notify-tables.ts'
import type { PersonLogTables } from '../personal/person-log-tables.ts'
import type { PicturesTables } from '../pictures/pictures-tables.ts'
import type { ReactionsTables } from '../reactions/reactions-tables.ts'
import type { RemindersTables } from '../reminders/reminders-tables.ts'
import type { RoomsTables } from '../rooms/rooms-tables.ts'
import type { SavedMessagesTables } from '../saved/saved-messages-tables.ts'
import type { ScheduledTables } from '../scheduled/scheduled-tables.ts'
import type { ThreadsTables } from '../threads/threads-tables.ts'

/** Every table of the database. A feature declares its own; this is the list. */
export interface Tables
  extends AccountsTables,
    RoomsTables,
    InvitesTables,
    AdministrationTables,
    BlocksTables,
    DeletionsTables,
    DraftsTables,
    MentionsTables,
    NotifyTables,
    PersonLogTables,
    PicturesTables,
    ReactionsTables,
    RemindersTables,
    SavedMessagesTables,
    ScheduledTables,
    ThreadsTables {}
