import type { UserId } from '@chat/protocol'

/** A connection at which somebody looks at a room. */
export interface Onlooker {
  readonly connectionId: string
  readonly userId: UserId
}
