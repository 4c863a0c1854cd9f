import { z } from 'zod'
import { defineRequest } from './define.ts'

/** What those who run the server change while it runs. */
export const ServerSettings = z
  .object({
    guests: z.boolean().describe('Whether people may join with a name alone, without an account.'),
    signUp: z.boolean().describe('Whether people may make themselves an account.'),
  })
  .meta({ id: 'ServerSettings', description: 'What those who run the server change while it runs.' })
export type ServerSettings = z.output<typeof ServerSettings>

/** Reads the server's settings. */
export const getServerSettings = defineRequest('server:settings', {
  description: 'The settings of the server that are changed while it runs. For its owners and admins.',
  input: z.strictObject({}),
  output: z.object({ settings: ServerSettings }),
  errors: ['FORBIDDEN'],
})

/** Changes the server's settings. */
export const updateServer = defineRequest('server:update', {
  description:
    'Changes settings of the server; those that are left out stay. They hold at once, and over restarts: what the ' +
    'environment says only counts until somebody has changed it here. Whoever is in already stays.',
  input: z.strictObject(ServerSettings.partial().shape),
  output: z.object({ settings: ServerSettings }),
  errors: ['FORBIDDEN', 'STORAGE_FULL'],
})
