import { z } from 'zod'

const MAX_LENGTH = 40
/** What names a room by its id must not name another one by its address. */
const LIKE_AN_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * What stands in a room's address: its name in small letters, with hyphens for what has no place there.
 *
 * @returns null for a name without a letter or digit
 */
export function slugOf(name: string): string | null {
  const slug = name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-/, '')
  const short = [...slug].slice(0, MAX_LENGTH).join('').replace(/-$/, '')
  return short === '' || LIKE_AN_ID.test(short) ? null : short
}

/** A room's address: small letters of any script, digits, and hyphens between them. */
export const RoomSlug = z
  .string()
  .refine((slug) => slugOf(slug) === slug, 'Must be small letters, digits and hyphens between them')
  .meta({
    id: 'RoomSlug',
    description: 'A short name of a room, unique on its server: small letters of any script, digits, single hyphens.',
    minLength: 1,
    maxLength: MAX_LENGTH,
  })
