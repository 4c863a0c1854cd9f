import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

/** A way to sign in leads to one person, and a person has one password, however many requests come at once. */
export const allowOneCredential: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration sees the database as it was before its own tables
  async up(db: Kysely<any>) {
    await db.schema
      .createIndex('accounts_provider_account_idx')
      .on('accounts')
      .columns(['provider_id', 'account_id'])
      .unique()
      .execute()
  },
}
