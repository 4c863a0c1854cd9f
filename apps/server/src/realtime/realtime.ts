import type { RoomChanges, RoomId, User, UserId } from '@chat/protocol'
import type { LastSeen } from '../accounts/last-seen.ts'
import type { SettingsKeeper } from '../administration/server-settings.ts'
import { readBlocks } from '../blocks/known-blocks.ts'
import type { Clock } from '../clock.ts'
import type { Database } from '../database/database.ts'
import { createDeletions, type Deletions } from '../deletions/deletions.ts'
import { createGate, type Gate } from '../gate/gate.ts'
import type { RateLimits } from '../gate/rate-limits.ts'
import { createPacing } from '../log/pacing.ts'
import { readChanges } from '../log/read-changes.ts'
import { createRoomLog, type RoomLog } from '../log/room-log.ts'
import { createRoomTail } from '../log/room-tail.ts'
import { startWatchdog } from '../log/watchdog.ts'
import type { Logger } from '../logger.ts'
import { createPersonLog, type PersonLog } from '../personal/person-log.ts'
import { createPresence } from '../presence/presence.ts'
import { findChosenStatuses } from '../presence/presence-store.ts'
import { createReadMarks } from '../reads/read-marks.ts'
import { createReceipts } from '../reads/receipts.ts'
import { findReceiptsOff } from '../reads/receipts-store.ts'
import { createReminderAlarm, type ReminderAlarm } from '../reminders/fire-reminders.ts'
import { joinDefaultRoom, seedRooms } from '../rooms/default-rooms.ts'
import { roomIdsOf } from '../rooms/members-store.ts'
import { createScheduledSender, type ScheduledSender } from '../scheduled/send-due.ts'
import { createSyncReads } from '../session/sync-reads.ts'
import { createTyping } from '../typing/typing.ts'
import { followAudience } from './audience.ts'
import { acceptConnections } from './connections.ts'
import { createFanOut } from './fan-out.ts'
import { followMembers } from './follow-members.ts'
import { forgetUnseen } from './forget-unseen.ts'
import { createLaggards } from './laggards.ts'
import { findOnlookers } from './onlookers.ts'
import { connectionsOfPeople } from './people-connections.ts'
import { createPersonTail } from './person-tail.ts'
import { type ChatServer, channel } from './socket-server.ts'
import { tellPersonally } from './tell-personally.ts'

/** Everything behind the sockets: the room log and its tail, the gate, presence. */
export interface Realtime {
  readonly gate: Gate
  readonly log: RoomLog
  readonly personLog: PersonLog
  joinDefaultRooms(userId: UserId, roomIds: readonly RoomId[]): Promise<boolean>
  /** Tells everybody who shares a room with somebody what they are now. */
  announceUser(user: User): Promise<void>
  readonly deletions: Deletions
  readonly reminders: ReminderAlarm
  readonly scheduledSender: ScheduledSender
  /** Stops what runs by itself. Connections are for the caller to close. */
  stop(): void
}

/** Log entries that the tail reads at once when it catches up. */
const PULL = 500

/** Wires the log to the connections. */
export async function createRealtime(options: {
  readonly io: ChatServer
  readonly database: Database
  readonly rateLimits: RateLimits
  readonly serverSettings: SettingsKeeper
  readonly lastSeen: LastSeen
  readonly clock: Clock
  readonly logger: Logger
}): Promise<Realtime> {
  const { io, database, rateLimits, serverSettings, lastSeen, clock, logger } = options
  const general = await seedRooms(database, Date.now())

  const audience = followAudience(io, (roomId) => tail.forget(roomId))
  const fanOut = createFanOut({
    audience,
    laggards: createLaggards(audience, clock),
    onServed: (roomId) => pacing.served(roomId),
  })
  const tail = createRoomTail({
    emit: fanOut.send,
    hasListeners: (roomId) => audience.of(roomId).size > 0,
    async pull(roomId, after) {
      const changes = await pullChanges(database, roomId, after)
      await members.found(changes)
      return changes
    },
    onPullFailed: (roomId, err) => logger.warn({ err, roomId }, 'could not read the log of a room; trying again later'),
  })
  const pacing = createPacing({ release: tail.follow, isServing: fanOut.isServing, clock })
  const presence = createPresence({
    clock,
    chosen: await findChosenStatuses(database.read),
    send: (connectionId, changes) => onlookers.tell(connectionId, 'presence:changed', changes),
  })
  const onlookers = findOnlookers(io, presence)
  const blocks = await readBlocks(database.read)
  const typing = createTyping({
    clock,
    blocks,
    onlookersOf: onlookers.of,
    tell: (connectionId, told) => onlookers.tell(connectionId, 'typing:changed', told),
  })
  const receipts = createReceipts({
    clock,
    off: await findReceiptsOff(database.read),
    blocks,
    onlookersOf: onlookers.of,
    tell: (connectionId, told) => onlookers.tell(connectionId, 'read:marked', told),
    tellDelivered: (connectionId, told) => onlookers.tell(connectionId, 'delivery:marked', told),
  })
  const people = connectionsOfPeople(io, presence, clock)
  const onLeft = forgetUnseen({ io, presence, database, logger })
  const members = followMembers({ people, database, clock, logger, onLeft })
  const log = createRoomLog({
    commit: database.commit,
    onCommitted(committed, waited) {
      members.follow(committed)
      typing.follow(committed)
      receipts.follow(committed)
      pacing.follow(committed, waited)
      personTail.follow(committed.flatMap(({ applied: { own = [] } }) => own))
      tellPersonally({ database, people, logger }, committed)
    },
    clock,
    logger,
  })
  const stopWatchdog = startWatchdog({ tail, headsOf: (roomIds) => findHeads(database, roomIds) }, logger)
  const personTail = createPersonTail({ io, people, database, logger })
  const personLog = createPersonLog({
    commit: database.commitPersonChanges,
    onCommitted(committed) {
      personTail.follow(committed)
      reminders.follow(committed)
      scheduledSender.follow(committed)
    },
    clock,
    logger,
  })
  const reminders = createReminderAlarm({ database, personLog, clock, logger })
  const scheduledSender = createScheduledSender({ database, log, personLog, clock, logger })
  const joinDefaultRooms = async (userId: UserId, roomIds: readonly RoomId[]) =>
    !roomIds.includes(general) && (await joinDefaultRoom(database, log, general, userId))
  async function announceUser(user: User): Promise<void> {
    try {
      const rooms = await roomIdsOf(database.read, user.id)
      io.to([channel.user(user.id), ...rooms.map(channel.room)]).emit('user:changed', [user])
    } catch (error) {
      // What has changed is on disk; whoever did it is not told that it is not.
      logger.error({ err: error }, 'could not tell that somebody has changed')
    }
  }
  const deletions = createDeletions({
    ...{ database, log, announceUser, clock, logger },
    endConnections: people.end,
  })
  const gate = createGate({
    services: {
      database,
      log,
      personLog,
      presence,
      typing,
      blocks,
      receipts,
      lastSeen,
      people,
      deletions,
      scheduledSender,
      serverSettings,
      syncReads: createSyncReads(database),
      readMarks: createReadMarks({ write: database.writeReadMarks, logger }),
      joinDefaultRooms,
      follow: tail.start,
      followPerson: personTail.start,
      announceUser,
    },
    rateLimits,
    logger,
  })
  acceptConnections({ io, gate, presence, typing, withoutLeft: members.withoutLeft })

  function stop(): void {
    pacing.flush()
    stopWatchdog()
    personTail.stop()
  }
  return { gate, log, personLog, joinDefaultRooms, announceUser, deletions, reminders, scheduledSender, stop }
}

async function findHeads({ read }: Database, roomIds: readonly RoomId[]) {
  return read.selectFrom('rooms').select(['id', 'head']).where('id', 'in', roomIds).execute()
}

async function pullChanges({ read }: Database, roomId: RoomId, after: number): Promise<RoomChanges> {
  const { head } = await read.selectFrom('rooms').select('head').where('id', '=', roomId).executeTakeFirstOrThrow()
  return readChanges(read, { roomId, head }, after, PULL)
}
