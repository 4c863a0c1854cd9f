import { MessageId, type RoomChanges, RoomId, UserId } from '@chat/protocol'
import { v7 as uuidv7 } from 'uuid'
import type { Database } from '../src/database/database.ts'
import type { Change } from '../src/log/change.ts'
import type { CommittedChange } from '../src/log/room-log.ts'
import { toFrames } from '../src/log/to-frames.ts'

const actorId = UserId.parse('alice')

/** A message that was committed as this one of its room's log. */
export function committed(seq: number, roomId = RoomId.parse('general')): CommittedChange {
  return {
    change: { kind: 'message.posted', roomId, actorId, messageId: MessageId.parse(uuidv7()), text: String(seq) },
    applied: { status: 'applied', seq, at: seq, state: {} },
  }
}

/** Commits changes in one group, none of which may be refused, and packs them into frames. */
export async function commitAsFrames(database: Database, changes: readonly Change[]): Promise<RoomChanges[]> {
  const outcomes = await database.commit(changes)
  return toFrames(
    changes.map((change, index) => {
      const applied = outcomes[index]
      if (applied?.status !== 'applied') throw new Error('It was not applied')
      return { change, applied }
    }),
  )
}
