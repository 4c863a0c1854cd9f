import type { NamedEmoji } from './emoji-data.ts'

/** The emoji whose names fit best to what somebody has typed of one: exactly, at the beginning, at a word, by a tag. */
export function findEmojis(all: readonly NamedEmoji[], query: string, limit: number): NamedEmoji[] {
  const wanted = query.toLowerCase()
  return all
    .map((emoji) => ({ emoji, rank: rankOf(emoji, wanted) }))
    .filter(({ rank }) => rank < Number.POSITIVE_INFINITY)
    .sort((one, other) => one.rank - other.rank)
    .slice(0, limit)
    .map(({ emoji }) => emoji)
}

function rankOf({ names, tags }: NamedEmoji, wanted: string): number {
  if (names.includes(wanted)) return 0
  const [shortest] = names
    .filter((name) => name.startsWith(wanted))
    .map((name) => name.length)
    .sort((a, b) => a - b)
  if (shortest !== undefined) return shortest
  if (names.some((name) => name.includes(`_${wanted}`))) return 100
  return tags.some((tag) => tag.startsWith(wanted)) ? 200 : Number.POSITIVE_INFINITY
}
