import type { Clock } from '../clock.ts'
import type { Database } from '../database/database.ts'
import { type Appending, createGroupCommit } from '../log/group-commit.ts'
import type { Logger } from '../logger.ts'
import type { CommittedPersonChange, PersonApplied } from './commit-person-changes.ts'
import type { PersonChange } from './person-kinds.ts'

/** The logs of all people: what is somebody's own and nobody elses, and goes to all their devices. */
export type PersonLog = Appending<PersonChange, PersonApplied>

/** What people change of their own, written in groups. */
export function createPersonLog(options: {
  readonly commit: Database['commitPersonChanges']
  readonly onCommitted: (committed: readonly CommittedPersonChange[]) => void
  readonly clock: Clock
  readonly logger: Logger
}): PersonLog {
  return createGroupCommit(options)
}
