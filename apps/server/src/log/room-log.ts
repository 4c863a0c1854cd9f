import type { Applied, Change } from './change.ts'
import { type Appending, type Committed, createGroupCommit } from './group-commit.ts'

/** A change of a room that is on disk, for those who watch the log. */
export type CommittedChange = Committed<Change, Applied>

/** The logs of all rooms. */
export type RoomLog = Appending<Change, Applied>

/** What happens to rooms, written in groups. */
export const createRoomLog = createGroupCommit<Change, Applied>
