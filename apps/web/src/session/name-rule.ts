import { limits, UserName } from '@chat/protocol'

/** What is wrong with a name, in a sentence for the person who typed it; undefined for a good one. */
export function nameProblem(name: string): string | undefined {
  const length = [...name.trim()].length
  const { min, max } = limits.userName
  if (length === 0) return 'Type a name.'
  if (length < min) return `Too short: a name has at least ${min} characters.`
  if (length > max) return `Too long: a name has at most ${max} characters, this one has ${length}.`
  if (!UserName.safeParse(name).success)
    return 'This name has characters that cannot be shown. Use letters and numbers.'
  return undefined
}
