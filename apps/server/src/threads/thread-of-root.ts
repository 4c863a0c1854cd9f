import { type Message, UserId } from '@chat/protocol'
import { z } from 'zod'
import type { Tables } from '../database/tables.ts'

/** What a root says of the thread under it. */
export type CountsRow = Pick<Tables['messages'], 'reply_count' | 'last_reply_seq' | 'last_reply_at' | 'repliers'>

const Stored = z.array(UserId)

/** What everybody sees of the thread under a message. */
export function threadOf({
  reply_count,
  last_reply_at,
  repliers,
}: Partial<CountsRow>): Pick<Message, 'replyCount' | 'lastReplyAt' | 'repliers'> {
  if (!reply_count) return {}
  return {
    replyCount: reply_count,
    ...(last_reply_at != null && { lastReplyAt: last_reply_at }),
    ...(repliers != null && { repliers: parseRepliers(repliers) }),
  }
}

/** What the column of a root says. */
export function parseRepliers(column: string): UserId[] {
  return Stored.parse(JSON.parse(column))
}
