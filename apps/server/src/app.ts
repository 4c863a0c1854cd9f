import { once } from 'node:events'
import { createAccounts } from './accounts/accounts.ts'
import { createLastSeen } from './accounts/last-seen.ts'
import { createOwnerToken } from './administration/owner-link.ts'
import { openSettings, type SettingsKeeper } from './administration/server-settings.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Database } from './database/database.ts'
import { within } from './database/within.ts'
import { ChatError } from './gate/chat-error.ts'
import { createRateLimits } from './gate/rate-limits.ts'
import { createHttpServer } from './http/http-server.ts'
import type { DrainSteps } from './lifecycle/drain.ts'
import type { Logger } from './logger.ts'
import { type Patience, usualPatience } from './patience.ts'
import { findUsers } from './people/people-store.ts'
import { createPictures } from './pictures/pictures.ts'
import { createClientAddress } from './realtime/client-address.ts'
import { closeFloods } from './realtime/close-floods.ts'
import { endConnectionsWithSessions } from './realtime/end-sessions.ts'
import { forgetOpenings, isForgotten } from './realtime/forget-openings.ts'
import { authenticateHandshake, checkOrigin, toConnectError } from './realtime/handshake.ts'
import { keepWithOpener } from './realtime/keep-with-opener.ts'
import { noteLastSeen } from './realtime/note-last-seen.ts'
import { createRealtime, type Realtime } from './realtime/realtime.ts'
import { closeSlowReaders } from './realtime/slow-readers.ts'
import { type ChatServer, createSocketServer } from './realtime/socket-server.ts'
import { Wire } from './realtime/wire.ts'
import { writeFlushesAtOnce } from './realtime/write-flushes-at-once.ts'
import { roomsOnlyOwnedBy } from './rooms/members-store.ts'

/** Connections that may wait for the server to take them: a whole office that comes back at once. */
const BACKLOG = 4_096

export interface App {
  /**
   * Begins to serve.
   *
   * @returns the address to open on this machine
   */
  listen(): Promise<string>
  /** The token of a link that makes its opener the owner, where the server has none. */
  createOwnerToken(): Promise<string | undefined>
  /** How to stop serving; the database is the caller's to close. */
  readonly drainSteps: Omit<DrainSteps, 'closeDatabase'>
}

/** Puts the parts together. The order is that of their needs: log, accounts, HTTP, connections. */
export async function createApp(options: {
  readonly config: Config
  readonly logger: Logger
  readonly database: Database
  readonly clock: Clock
  /** Signs session cookies and tokens. */
  readonly secret: string
  /** The folder of the built web app, where it is not the usual one. */
  readonly webRoot?: string | undefined
  readonly patience?: Patience
}): Promise<App> {
  const { config, logger, database, clock, secret, webRoot, patience = usualPatience } = options
  let phase: 'serving' | 'unready' | 'refusing' | 'closed' = 'serving'
  const rateLimits = createRateLimits(config.rateLimits)
  const networkOfClient = createClientAddress(config.trustProxy)

  const io = createSocketServer((request, accept) => {
    // A proxy, or a client, goes elsewhere after a connection that was cut; an answer it would take for the last word.
    if (phase === 'closed') return void request.socket.destroy()
    const refusal = checkOrigin({ headers: request.headers, config })
    if (refusal) return accept(refusal.code, false)
    rateLimits.takeOpening(networkOfClient(request)).then(
      () => accept(undefined, true),
      (error: unknown) => accept(toConnectError(error, logger).data.code, false),
    )
  }, patience)
  const serverSettings = await openSettings(database, config)
  const lastSeen = createLastSeen({ database, clock, logger })
  const realtime = await createRealtime({
    io,
    database,
    serverSettings,
    lastSeen,
    rateLimits,
    clock,
    logger,
  })
  const accounts = createAccounts({
    database,
    config: whileRunning(config, serverSettings),
    secret,
    logger,
    clock,
    lastSeen,
    onPersonCreated: async (userId) => void (await realtime.joinDefaultRooms(userId, [])),
    async onPersonChanged(userId) {
      for (const user of await findUsers(database.read, [userId])) await realtime.announceUser(user)
    },
    roomsOnlyOwnedBy: (userId) => roomsOnlyOwnedBy(database.read, userId),
    finishDeletion: realtime.deletions.begin,
  })
  noteLastSeen(io, lastSeen)
  const stopEnding = endConnectionsWithSessions({ io, accounts, clock, logger, patience })
  io.use((socket, next) => {
    if (phase === 'refusing') return next(toConnectError(new ChatError('DRAINING', 'The server is stopping.'), logger))
    if (isForgotten(socket)) {
      // Closed, it connects anew.
      socket.conn.close()
      return next()
    }
    const network = networkOfClient(socket.request)
    rateLimits
      .takeConnection(network)
      .then(() => authenticateHandshake(socket.handshake, accounts))
      .then(
        ({ userId, sessionId }) => {
          socket.data = { actor: { userId, sessionId }, network, wire: new Wire(socket.conn) }
          next()
        },
        (error: unknown) => next(toConnectError(error, logger)),
      )
  })

  const http = await createHttpServer({
    config,
    logger,
    accounts,
    pictures: createPictures({ database, announceUser: realtime.announceUser }),
    rateLimits,
    webRoot,
    patience,
    health: () => ({ status: phase === 'serving' ? 'ok' : 'draining', connections: io.engine.clientsCount }),
    ready: () => isAnswering(database, patience),
  })
  io.attach(http.server)
  keepWithOpener(io, config)
  forgetOpenings(io)
  closeSlowReaders(io)
  closeFloods(io, config.rateLimits, clock)
  writeFlushesAtOnce(io)

  return {
    async listen() {
      await http.listen({ port: config.port, host: config.host, backlog: BACKLOG })
      await realtime.deletions.resume()
      realtime.reminders.start()
      realtime.scheduledSender.start()
      const address = http.server.address()
      return addressToOpen(config, typeof address === 'object' && address ? address.port : config.port)
    },
    createOwnerToken: () => createOwnerToken(database),
    drainSteps: {
      unready() {
        phase = 'unready'
      },
      refuseHandshakes() {
        phase = 'refusing'
      },
      tellClients: (notice) => void io.emit('server:draining', notice),
      finishWork: () => finishWork(realtime),
      closeConnections() {
        phase = 'closed'
        stopEnding()
        return closeConnections(io)
      },
      async closeHttp() {
        await http.close()
        await lastSeen.stop()
      },
    },
  }
}

/** The configuration, with what those who run the server have made of it since. */
function whileRunning(config: Config, settings: SettingsKeeper): Config {
  return {
    ...config,
    get guests() {
      return settings.current().guests
    },
    get signUp() {
      return settings.current().signUp
    },
  }
}

async function isAnswering({ read }: Database, { lookUp }: Patience): Promise<boolean> {
  try {
    await within(lookUp, read.selectFrom('rooms').select('id').limit(1).execute())
    return true
  } catch {
    return false
  }
}

async function finishWork({
  gate,
  deletions,
  reminders,
  scheduledSender,
  log,
  personLog,
  stop,
}: Realtime): Promise<void> {
  gate.close()
  await deletions.stop()
  await reminders.stop()
  await scheduledSender.stop()
  await gate.idle()
  await log.idle()
  await personLog.idle()
  stop()
}

/**
 * Closes the connections below Socket.IO: a client takes that for a lost connection and comes back, whereas
 * `disconnect()` would tell it to stay away. What is already written is sent first.
 */
async function closeConnections(io: ChatServer): Promise<void> {
  const connections = [...io.of('/').sockets.values()].map((socket) => socket.conn)
  await Promise.all(
    connections.map(async (connection) => {
      const closed = once(connection, 'close')
      connection.close()
      await closed
    }),
  )
  // Those who have connected and not said who they are.
  io.engine.close()
}

function addressToOpen({ host, publicUrl }: Config, port: number): string {
  if (publicUrl) return publicUrl
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${port}`
}
