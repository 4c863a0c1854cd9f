import type { User, UserId } from '@chat/protocol'
import { takeWaysIn } from '../accounts/erase-person.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../database/database.ts'
import { ChatError } from '../gate/chat-error.ts'
import type { RoomLog } from '../log/room-log.ts'
import type { Logger } from '../logger.ts'
import { findUsers } from '../people/people-store.ts'
import { leaveEveryRoom } from '../rooms/leave-every-room.ts'
import { deleteMessagesOf } from './delete-messages-of.ts'
import { type Deletion, endDeletion, findDeletion, findUnfinished } from './deletions-store.ts'
import { eraseForwardsOf } from './erase-forwards-of.ts'

/** Does what is left to do about people who are deleted, once that is on disk. */
export interface Deletions {
  /**
   * Ends somebody's connections and takes them out of every room; resolves then. What they wrote goes afterwards, where it
   * is to. Whatever fails here is done later by itself.
   */
  begin(userId: UserId): Promise<void>
  /** Goes on with what an earlier process has not finished. */
  resume(): Promise<void>
  /** Stops as soon as what is under way is on disk. The next start goes on from there. */
  stop(): Promise<void>
}

const DELETED = { code: 'AUTH_EXPIRED', message: 'This account has been deleted.' } as const
/** After a failure that does not say how long to wait. */
const RETRY_MS = 10_000

/** One person after another, so that it never costs more than one of them. */
export function createDeletions(options: {
  readonly database: Pick<Database, 'read' | 'write'>
  readonly log: RoomLog
  endConnections(userId: UserId, reason: typeof DELETED): void
  announceUser(user: User): Promise<void>
  readonly clock: Clock
  readonly logger: Logger
}): Deletions {
  const { database, log, endConnections, announceUser, clock, logger } = options
  const waiting = new Set<UserId>()
  let work: Promise<void> = Promise.resolve()
  let working = false
  let stopping = false
  let wake = () => {}

  async function pause(milliseconds: number): Promise<void> {
    if (stopping) return
    await new Promise<void>((resolve) => {
      const callOff = clock.schedule(milliseconds, resolve)
      wake = () => {
        callOff()
        resolve()
      }
    })
  }

  function enqueue(userIds: readonly UserId[]): void {
    for (const userId of userIds) waiting.add(userId)
    if (!working && !stopping) work = run()
  }

  async function run(): Promise<void> {
    working = true
    for (const userId of waiting) {
      if (stopping) break
      // Before it is begun: who is deleted once more meanwhile, in another way, comes again.
      waiting.delete(userId)
      await finish(userId).catch((error: unknown) => tryLater(userId, error))
    }
    working = false
  }

  async function finish(userId: UserId): Promise<void> {
    await leaveEveryRoom({ database, log }, userId)
    const deletion = await findDeletion(database.write, userId)
    if (!deletion) return
    if (deletion.withMessages && !(await eraseTexts(deletion))) return
    await takeWaysIn(database.write, userId)
    await endDeletion(database.write, deletion)
  }

  /** First what can be passed on, then what has been. */
  async function eraseTexts(deletion: Deletion): Promise<boolean> {
    const parts = { database, log, pause, isStopping: () => stopping }
    return (await deleteMessagesOf(parts, deletion)) && (await eraseForwardsOf(parts, deletion))
  }

  function tryLater(userId: UserId, error: unknown): void {
    const retryAfterMs = error instanceof ChatError ? error.details.retryAfterMs : undefined
    if (retryAfterMs === undefined) logger.error({ err: error }, 'could not finish deleting somebody; trying again')
    clock.schedule(retryAfterMs ?? RETRY_MS, () => enqueue([userId]))
  }

  return {
    async begin(userId) {
      endConnections(userId, DELETED)
      for (const user of await findUsers(database.write, [userId])) await announceUser(user)
      // They are deleted already: who asked for it is not told that they are not.
      await leaveEveryRoom({ database, log }, userId).catch((error: unknown) => {
        logger.warn({ err: error }, 'could not take somebody who is deleted out of their rooms; trying again')
      })
      enqueue([userId])
    },
    resume: async () => enqueue(await findUnfinished(database.write)),
    async stop() {
      stopping = true
      wake()
      await work
    },
  }
}
