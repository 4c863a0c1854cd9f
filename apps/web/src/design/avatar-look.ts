/** Backgrounds for white initials: each at least 4.5:1, none that the rest of the screen uses with a meaning. */
export const AVATAR_COLOURS = [
  '#8a4b14',
  '#6d5a00',
  '#4a6a12',
  '#0f6e56',
  '#0b6a80',
  '#3c5f9e',
  '#5a50b8',
  '#7c46a8',
  '#99397f',
  '#56606e',
] as const

/** The same person has the same colour everywhere and always, without anybody keeping it. */
export function avatarColour(userId: string): (typeof AVATAR_COLOURS)[number] {
  let hash = 0x811c9dc5
  for (let index = 0; index < userId.length; index += 1) {
    hash = Math.imul(hash ^ userId.charCodeAt(index), 0x01000193)
  }
  return AVATAR_COLOURS[(hash >>> 0) % AVATAR_COLOURS.length] ?? AVATAR_COLOURS[0]
}

const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

function firstLetter(word: string): string {
  for (const { segment } of letters.segment(word)) return segment
  return ''
}

/** One or two letters that stand for a name: "Ada Lovelace" and "AdaLovelace42" are both AL; an emoji stays whole. */
export function initials(name: string, most: 1 | 2 = 2): string {
  const words = name.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2').split(/[\s._-]+/u)
  return words
    .filter((word) => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(word))
    .slice(0, most)
    .map(firstLetter)
    .join('')
    .toLocaleUpperCase()
}
