import { z } from 'zod'

/** What a password has at least and at most, in UTF-16 code units. */
export const PASSWORD_LENGTH = { min: 8, max: 128 } as const

/** An e-mail address; capitals do not tell two apart. */
export const Email = z
  .email('This is not an e-mail address.')
  .max(254, 'This is not an e-mail address.')
  .transform((email) => email.toLowerCase())

export const Password = z
  .string()
  .min(PASSWORD_LENGTH.min, `A password has at least ${PASSWORD_LENGTH.min} characters.`)
  .max(PASSWORD_LENGTH.max, `A password has at most ${PASSWORD_LENGTH.max} characters.`)
