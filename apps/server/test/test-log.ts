import { MessageId, RoomId, UserId } from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import type { Change, Outcome } from '../src/log/change.ts'
import { createRoomLog } from '../src/log/room-log.ts'
import { createFakeClock } from './fake-clock.ts'
import { silentLogger } from './silent-logger.ts'

/** Somebody says something in #general. */
export const post = (text: string, actorId = UserId.parse('alice')): Change => ({
  kind: 'message.posted',
  roomId: RoomId.parse('general'),
  actorId,
  messageId: MessageId.parse(uuidv7()),
  text,
})

/** A log over a database that commits when the test says so. */
export function createTestLog(
  decide: (change: Change) => Outcome | Error = () => ({ status: 'applied', seq: 1, at: 0, state: {} }),
) {
  const groups: Change[][] = []
  const told: string[] = []
  const waited: number[] = []
  const clock = createFakeClock()
  let release = Promise.withResolvers<void>()
  release.resolve()
  const log = createRoomLog({
    async commit(changes) {
      groups.push([...changes])
      await release.promise
      return changes.map((change) => {
        const outcome = decide(change)
        if (outcome instanceof Error) throw outcome
        return outcome
      })
    },
    onCommitted(committed, milliseconds) {
      told.push(`fan-out of ${committed.length}`)
      waited.push(milliseconds)
    },
    clock,
    logger: silentLogger,
  })
  return {
    log,
    clock,
    told,
    waited,
    groupSizes: () => groups.map((group) => group.length),
    hold: () => {
      release = Promise.withResolvers()
    },
    release: () => release.resolve(),
  }
}
