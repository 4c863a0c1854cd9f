import type { RoomChanges, RoomId } from '@chat/protocol'
import { createLogTail, type LogTail, type LogTailOptions } from './log-tail.ts'
import type { CommittedChange } from './room-log.ts'
import { toFrames } from './to-frames.ts'

/**
 * Emits every room's changes in order of seq without a hole, for the rooms that have listeners here. The changes come
 * from this process's own commits where they follow on what was emitted, else from the log.
 */
export interface RoomTail extends Omit<LogTail<RoomId, RoomChanges>, 'take'> {
  /** Takes what this process has committed. */
  follow(committed: readonly CommittedChange[]): void
}

export interface RoomTailOptions extends Omit<LogTailOptions<RoomId, RoomChanges>, 'emit'> {
  readonly emit: (changes: RoomChanges) => void
}

export function createRoomTail({ emit, ...options }: RoomTailOptions): RoomTail {
  const { take, ...tail } = createLogTail<RoomId, RoomChanges>({ ...options, emit: (_, changes) => emit(changes) })
  return {
    ...tail,
    follow(committed) {
      for (const changes of toFrames(committed)) take(changes.roomId, changes)
    },
  }
}
