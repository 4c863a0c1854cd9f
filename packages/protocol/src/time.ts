import { z } from 'zod'

/** A point in time: milliseconds since the Unix epoch. For display only; order comes from {@link Seq}. */
export const Timestamp = z.int().nonnegative()
export type Timestamp = z.output<typeof Timestamp>

/** A length of time in milliseconds. */
export const Milliseconds = z.int().nonnegative()
