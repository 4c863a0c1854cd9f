import { type Appending, createGroupCommit, type GroupCommitOptions } from '../log/group-commit.ts'
import type { PersonApplied } from './commit-person-changes.ts'
import type { PersonChange } from './person-kinds.ts'

/** The logs of all people: what is somebody's own and nobody elses, and goes to all their devices. */
export type PersonLog = Appending<PersonChange, PersonApplied>

/** What people change of their own, written in groups. */
export function createPersonLog(options: Omit<GroupCommitOptions<PersonChange, PersonApplied>, 'writerOf'>): PersonLog {
  return createGroupCommit({ ...options, writerOf: ({ userId }) => userId })
}
