/** The server's own lengths of a password. */
const MIN = 8
const MAX = 128

export const PASSWORD_HINT = `At least ${MIN} characters.`

/** What is wrong with a new password, in a sentence for the person who typed it; undefined for a good one. */
export function passwordProblem(password: string): string | undefined {
  if (password === '') return 'Type a password.'
  if (password.length < MIN) return `Too short: a password has at least ${MIN} characters.`
  if (password.length > MAX) return `Too long: a password has at most ${MAX} characters.`
  return undefined
}

/** What is wrong with an e-mail address, as far as one can tell without sending a mail there. */
export function emailProblem(email: string): string | undefined {
  if (email.trim() === '') return 'Type your e-mail address.'
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email.trim()) ? undefined : 'This is not an e-mail address.'
}
