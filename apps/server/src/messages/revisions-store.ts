import { limits, type MessageId, type MessageRevision, type Seq } from '@chat/protocol'
import { type Kysely, sql } from 'kysely'
import { insertEach, type Writing } from '../database/statements.ts'
import type { Tables } from '../database/tables.ts'
import { FRAME_BUDGET } from './frame-budget.ts'

type RevisionRow = Tables['message_revisions']

const insertRevision = insertEach('message_revisions', {
  message_id: 'text',
  replaced_seq: 'bigint',
  text: 'text',
  written_at: 'bigint',
})

/**
 * Keeps the texts that edits replace, at most one for each message. Where that are too many, the second goes: the first
 * is what the message was posted with, and what its being sent again is compared to.
 */
export async function keepRevisions(writing: Writing, rows: readonly RevisionRow[]): Promise<void> {
  await writing.each(insertRevision, rows)
  const full = await writing.db
    .selectFrom('message_revisions')
    .select('message_id')
    .where('message_id', 'in', idsOf(rows))
    .groupBy('message_id')
    .having(sql<number>`count(*)`, '>', limits.messageRevisions)
    .execute()
  for (const { message_id } of full) {
    await writing.db
      .deleteFrom('message_revisions')
      .where('message_id', '=', message_id)
      .where('replaced_seq', '=', (query) =>
        query
          .selectFrom('message_revisions as kept')
          .select('kept.replaced_seq')
          .where('kept.message_id', '=', message_id)
          .orderBy('kept.replaced_seq')
          .limit(1)
          .offset(1),
      )
      .execute()
  }
}

/** The texts that these messages were posted with, where they have been edited since. */
export async function findFirstTexts(
  { db }: Writing,
  ids: readonly MessageId[],
): Promise<ReadonlyMap<MessageId, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('message_revisions')
    .select(['message_id', 'text'])
    .where('message_id', 'in', ids)
    .orderBy('replaced_seq', 'desc')
    .execute()
  // Of several texts of one message the last stays in the map.
  return new Map(rows.map((row) => [row.message_id, row.text]))
}

/** Forgets every earlier text of these messages. */
export async function eraseRevisions({ db }: Writing, ids: readonly MessageId[]): Promise<void> {
  await db.deleteFrom('message_revisions').where('message_id', 'in', ids).execute()
}

/**
 * The texts that a message had before, latest first, as many as one frame takes. For whoever may read the message.
 *
 * @param upTo how far the reader may see the room's log
 */
export async function readRevisions(
  db: Kysely<Tables>,
  id: MessageId,
  { before, upTo }: { readonly before: Seq | undefined; readonly upTo: Seq },
): Promise<{ revisions: MessageRevision[]; more: boolean }> {
  const rows = await db
    .selectFrom('message_revisions')
    .selectAll()
    .where('message_id', '=', id)
    .where('replaced_seq', '<', Math.min(before ?? upTo + 1, upTo + 1))
    .orderBy('replaced_seq', 'desc')
    .limit(limits.messageRevisions)
    .execute()
  const all = rows.map(({ replaced_seq, text, written_at }) => ({
    replacedSeq: replaced_seq,
    text,
    writtenAt: written_at,
  }))
  let bytes = 0
  const tooMany = all.findIndex((revision, index) => {
    bytes += Buffer.byteLength(JSON.stringify(revision)) + 1
    return bytes > FRAME_BUDGET && index > 0
  })
  return tooMany < 0 ? { revisions: all, more: false } : { revisions: all.slice(0, tooMany), more: true }
}

function idsOf(rows: readonly RevisionRow[]): MessageId[] {
  return rows.map((row) => row.message_id)
}
