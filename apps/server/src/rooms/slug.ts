const MAX_LENGTH = 40

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
    .slice(0, MAX_LENGTH)
    .replace(/^-+|-+$/g, '')
  return slug === '' ? null : slug
}
