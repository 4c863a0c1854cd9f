import { z } from 'zod'
import { ErrorCode } from './errors.ts'
import { Milliseconds } from './time.ts'

/** Why a request or a connection was refused. */
export const ErrorBody = z
  .object({
    code: ErrorCode,
    message: z.string().describe('One English sentence for a person. Programs decide by the code.'),
    retryAfterMs: Milliseconds.describe('Wait this long before the next try.').optional(),
    issues: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .describe('Where the request does not match the contract.')
      .optional(),
  })
  .meta({ id: 'ErrorBody', description: 'Why a request or a connection was refused.' })
export type ErrorBody = z.output<typeof ErrorBody>

/** The answer to every request: its data, or why there is none. */
export type Ack<Output> = { ok: true; data: Output } | { ok: false; error: ErrorBody }

/** Builds the schema of an {@link Ack} around the schema of its data. */
export function ackOf<Output extends z.ZodType>(output: Output) {
  return z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), data: output }),
    z.object({ ok: z.literal(false), error: ErrorBody }),
  ])
}
