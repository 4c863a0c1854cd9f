import type {
  AnyRequest,
  ErrorBody,
  ParsedInput,
  RequestOutput,
  RoomId,
  Seq,
  ServerToClientEvents,
  User,
  UserId,
} from '@chat/protocol'
import type { LastSeen } from '../accounts/last-seen.ts'
import type { SettingsKeeper } from '../administration/server-settings.ts'
import type { KnownBlocks } from '../blocks/known-blocks.ts'
import type { Database } from '../database/database.ts'
import type { Deletions } from '../deletions/deletions.ts'
import type { RoomLog } from '../log/room-log.ts'
import type { PersonLog } from '../personal/person-log.ts'
import type { Presence } from '../presence/presence.ts'
import type { ReadMarks } from '../reads/read-marks.ts'
import type { Receipts } from '../reads/receipts.ts'
import type { ScheduledSender } from '../scheduled/send-due.ts'
import type { SyncReads } from '../session/sync-reads.ts'
import type { Typing } from '../typing/typing.ts'

/** Who asks. Comes from the session, never from the request. */
export interface Actor {
  readonly userId: UserId
  readonly sessionId: string
}

/** What a handler may do with the connection that the request came by. */
export interface Connection {
  readonly id: string
  /**
   * Makes the connection receive what happens in these rooms from now on, and its person count as there in them.
   *
   * @param idle whether nobody is at the device
   */
  enter(roomIds: readonly RoomId[], idle: boolean): void
}

/** What a handler may tell somebody, whatever connection they are at. */
export interface People {
  tell<Name extends keyof ServerToClientEvents>(
    userId: UserId,
    name: Name,
    ...payload: Parameters<ServerToClientEvents[Name]>
  ): void
  /** Ends all their connections, after they were told why; whoever comes by later is for the accounts to refuse. */
  end(userId: UserId, reason: EndReason): void
  /** They may come in again. */
  readmit(userId: UserId): void
}

/** Why a connection is ended. */
export type EndReason = Pick<ErrorBody, 'code' | 'message'>

/** What handlers may use. */
export interface Services {
  readonly database: Pick<Database, 'read' | 'write'>
  readonly log: RoomLog
  readonly personLog: PersonLog
  readonly presence: Presence
  readonly typing: Typing
  readonly blocks: KnownBlocks
  readonly lastSeen: Pick<LastSeen, 'of'>
  readonly readMarks: ReadMarks
  readonly receipts: Receipts
  readonly syncReads: SyncReads
  readonly people: People
  readonly deletions: Pick<Deletions, 'begin'>
  readonly scheduledSender: Pick<ScheduledSender, 'sendNow'>
  readonly serverSettings: SettingsKeeper
  /** Makes sure that changes of a room after `head` reach those who have entered it. */
  follow(roomId: RoomId, head: Seq): void
  /** Makes sure that changes of a person's own after `head` reach all their connections. */
  followPerson(userId: UserId, head: Seq): void
  /** Tells everybody who shares a room with somebody what they are called now. */
  announceUser(user: User): Promise<void>
  /**
   * Makes somebody a member of the rooms that everybody is in, where they are not yet and never were.
   *
   * @param roomIds the rooms that they are in
   * @returns whether they have become a member of one
   */
  joinDefaultRooms(userId: UserId, roomIds: readonly RoomId[]): Promise<boolean>
}

/** What it takes to tell people what is theirs now. */
export interface Telling extends Pick<Services, 'people'> {
  readonly database: Pick<Services['database'], 'read'>
}

/** All that a handler gets to see. */
export interface Call<Request extends AnyRequest> extends Services {
  readonly input: ParsedInput<Request>
  readonly actor: Actor
  readonly connection: Connection
}

/**
 * Answers one kind of request.
 *
 * @throws {ChatError} to refuse; anything else is a bug and is answered `INTERNAL`
 */
export type Handler<Request extends AnyRequest> = (call: Call<Request>) => Promise<RequestOutput<Request>>

/** Ties a handler to its request. */
export function handle<Request extends AnyRequest>(_request: Request, handler: Handler<Request>): Handler<Request> {
  return handler
}
