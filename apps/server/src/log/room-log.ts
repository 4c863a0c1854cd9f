import type { Applied, Change } from './change.ts'
import { type Appending, type Committed, createGroupCommit, type GroupCommitOptions } from './group-commit.ts'

/** A change of a room that is on disk, for those who watch the log. */
export type CommittedChange = Committed<Change, Applied>

/** The logs of all rooms. */
export type RoomLog = Appending<Change, Applied>

/** What happens to rooms, written in groups. */
export function createRoomLog(options: Omit<GroupCommitOptions<Change, Applied>, 'writerOf'>): RoomLog {
  return createGroupCommit({ ...options, writerOf: ({ actorId }) => actorId })
}
