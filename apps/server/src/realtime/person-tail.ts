import type { PersonChanges, UserId } from '@chat/protocol'
import type { Database } from '../database/database.ts'
import { createLogTail, type LogTail } from '../log/log-tail.ts'
import { startWatchdog } from '../log/watchdog.ts'
import type { Logger } from '../logger.ts'
import type { CommittedPersonChange } from '../personal/commit-person-changes.ts'
import { findPersonHeads, findPersonHeadsSince, readPersonChanges } from '../personal/read-person-changes.ts'
import type { PeopleConnections } from './people-connections.ts'
import { type ChatServer, channel, userOfChannel } from './socket-server.ts'

/** Tells people what of their own has changed, on all their connections here and in order. */
export interface PersonTail extends Pick<LogTail<UserId, PersonChanges>, 'start'> {
  /** Takes what this process has committed. */
  follow(committed: readonly CommittedPersonChange[]): void
  stop(): void
}

/** Nodes whose clocks differ by less hear of each other's changes at once; others with a person's next change or sync. */
const CLOCKS_DIFFER_MS = 60_000

/** What it tells it reads from the database, where other nodes write too. */
export function createPersonTail(options: {
  readonly io: ChatServer
  readonly people: Pick<PeopleConnections, 'tell'>
  readonly database: Pick<Database, 'read'>
  readonly logger: Logger
}): PersonTail {
  const { people, logger } = options
  const { read } = options.database
  const { adapter } = options.io.of('/')
  const tail = createLogTail<UserId, PersonChanges>({
    emit: (userId, changes) => people.tell(userId, 'person:changed', changes),
    hasListeners: (userId) => adapter.rooms.has(channel.user(userId)),
    async pull(userId, after) {
      const heads = await findPersonHeads(read, [userId])
      const head = heads.get(userId)?.head ?? 0
      return readPersonChanges(read, { userId, head }, after, { isAnswer: false })
    },
    onPullFailed: (_, err) => logger.warn({ err }, "could not read a person's log; trying again later"),
  })
  adapter.on('delete-room', (name: string) => {
    const userId = userOfChannel(name)
    if (userId) tail.forget(userId)
  })

  return {
    start: tail.start,
    follow(committed) {
      for (const { change, applied } of committed) tail.hint(change.userId, applied.seq, applied.seq - 1)
    },
    stop: startWatchdog({ tail, headsOf: () => findPersonHeadsSince(read, Date.now() - CLOCKS_DIFFER_MS) }, logger),
  }
}
