import { z } from 'zod'
import { defineEvent, defineRequest } from './define.ts'
import { UserId } from './ids.ts'

/** Blocks somebody. Sets rather than toggles, so that a retry after a lost ack is harmless. */
export const blockUser = defineRequest('user:block', {
  description:
    'Blocks somebody, on all your devices, or ends that. No direct conversation between you two takes a message while one ' +
    'has blocked the other. They are not told. Whom you block is in `session:sync`: fold what they write in rooms.',
  input: z.strictObject({ userId: UserId, on: z.boolean() }),
  output: z.object({}),
  errors: ['NOT_FOUND', 'FORBIDDEN', 'STORAGE_FULL'],
})

/** Somebody is blocked, or not any more. */
export const userBlocked = defineEvent('user:blocked', {
  description: 'You have blocked somebody, here or on another device, or have ended that.',
  payload: z.object({ userId: UserId, on: z.boolean() }),
})
