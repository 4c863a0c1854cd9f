import { z } from 'zod'
import { defineRequest } from './define.ts'
import { UserId } from './ids.ts'
import { limits } from './limits.ts'
import { nameText } from './text.ts'
import { Timestamp } from './time.ts'
import { isTimeZone } from './time-zone.ts'
import { User, UserName } from './users.ts'

/** What somebody tells about themselves, beside their name and picture. */
export const Profile = z
  .object({
    statusText: z.string().describe('What they are up to, in their own words; emoji and all.').optional(),
    statusUntil: Timestamp.describe('When the status text clears itself, if it does.').optional(),
    timeZone: z.string().describe('Where it is which time for them, by its IANA name.').optional(),
  })
  .meta({ id: 'Profile', description: 'What somebody tells about themselves, beside their name and picture.' })
export type Profile = z.output<typeof Profile>

/** Changes your own profile. */
export const updateUser = defineRequest('user:update', {
  description:
    'Changes your own profile; what is left out stays. `user:changed` tells everybody who shares a room with you.',
  input: z
    .strictObject({
      name: UserName.optional(),
      statusText: nameText({ min: 0, max: limits.statusText.max })
        .describe('What you are up to, on one line. An empty one takes it away.')
        .optional(),
      statusForMs: z
        .int()
        .min(limits.statusForMs.min)
        .max(limits.statusForMs.max)
        .describe('With `statusText`: how long it stays; without, until you change it.')
        .optional(),
      timeZone: z
        .string()
        .max(64)
        .refine((name) => name === '' || isTimeZone(name), 'Not a time zone of the IANA database')
        .meta({
          minLength: 0,
          description: 'By its name in the IANA database, such as `Europe/Berlin`. An empty one takes it away.',
        })
        .optional(),
    })
    .refine((input) => input.statusForMs === undefined || input.statusText !== undefined, {
      path: ['statusForMs'],
      message: 'Goes with statusText',
    }),
  output: z.object({ user: User, profile: Profile.optional() }),
  errors: ['STORAGE_FULL'],
})

/** What somebody tells about themselves. */
export const getProfile = defineRequest('user:profile', {
  description: 'What somebody tells about themselves: you, or somebody who shares a room with you.',
  input: z.strictObject({ userId: UserId }),
  output: z.object({ user: User, profile: Profile }),
  errors: ['NOT_FOUND'],
})
