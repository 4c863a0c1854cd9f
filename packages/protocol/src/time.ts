import { z } from 'zod'

/** A point in time: milliseconds since the Unix epoch. For display only; order comes from a room's log. */
export const Timestamp = z
  .int()
  .nonnegative()
  .meta({ id: 'Timestamp', description: 'Milliseconds since the Unix epoch. For display; order comes from `seq`.' })
export type Timestamp = z.output<typeof Timestamp>

/** A length of time in milliseconds. */
export const Milliseconds = z.int().nonnegative().meta({ id: 'Milliseconds', description: 'A length of time.' })
export type Milliseconds = z.output<typeof Milliseconds>
