import { initialNotify, type NotifyDefaults, type ParsedInput, type setNotify, type UserId } from '@chat/protocol'
import type { Kysely } from 'kysely'
import type { Tables } from '../database/tables.ts'
import type { OwnChange, PersonKindKeeper } from '../personal/person-kind.ts'

/** Somebody chooses what notifies them in all rooms for which they have chosen nothing. */
export interface ChooseDefaults extends OwnChange {
  readonly kind: 'notifyDefaults'
  readonly choice: ParsedInput<typeof setNotify>
}

/** There is one such choice. */
const SUBJECT = 'all'

export const notifyDefaults: PersonKindKeeper<ChooseDefaults, NotifyDefaults> = {
  subject: () => SUBJECT,
  async apply({ db }, { userId, choice }) {
    const known = await defaultsOf(db, userId)
    const { rooms, direct } = known ?? initialNotify
    const after = { rooms: choice.rooms ?? rooms, direct: choice.direct ?? direct }
    if (known && after.rooms === rooms && after.direct === direct) return 'unchanged'
    await db
      .insertInto('notify_defaults')
      .values({ user_id: userId, ...after })
      .onConflict((conflict) => conflict.column('user_id').doUpdateSet(after))
      .execute()
    return 'kept'
  },
  async find(db, userId) {
    const known = await defaultsOf(db, userId)
    return new Map(known ? [[SUBJECT, known]] : [])
  },
  async erase(db, userId) {
    await db.deleteFrom('notify_defaults').where('user_id', '=', userId).execute()
  },
}

function defaultsOf(db: Kysely<Tables>, userId: UserId): Promise<NotifyDefaults | undefined> {
  return db.selectFrom('notify_defaults').select(['rooms', 'direct']).where('user_id', '=', userId).executeTakeFirst()
}
