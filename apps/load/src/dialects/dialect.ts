/** A message as it came. */
export interface Arrival {
  readonly seq: number
  readonly id: string
  /** Microseconds of the shared clock at which it was due. */
  readonly due: number
}

/** What a member says of what happens to it. */
export interface MemberListener {
  /** New messages of one of its rooms, oldest first; each only once, unless the server doubles it. */
  onArrivals(member: Member, room: string, arrivals: readonly Arrival[]): void
  /** The connection ended without being cut. */
  onLost(member: Member): void
  /** Something that must not happen, such as a hole in a room's log. */
  onProblem(problem: string): void
}

/** How a message that was sent was answered. */
export type SendAnswer = { readonly ok: true; readonly seq: number } | { readonly ok: false; readonly code: string }

/** One connection that is in its rooms. */
export interface Member {
  /** Its place among all members, over all workers. */
  readonly index: number
  readonly rooms: readonly string[]
  /** @param onAnswer hears how it was answered, and when, in microseconds of the shared clock */
  send(room: string, id: string, text: string, onAnswer: (answer: SendAnswer, at: number) => void): void
  /** The last position of the room's log that has arrived; 0 where the server counts none. */
  cursor(room: string): number
  pause(): void
  resume(): void
  cut(): void
  /** Connects again after {@link cut} and resolves once it is in sync. */
  reconnect(): Promise<void>
}

/** What a member is told about itself. Plain data, since it travels to a worker. */
export interface MemberPlan {
  readonly index: number
  /** The credentials, where the server wants some. */
  readonly token?: string | undefined
  readonly rooms: readonly string[]
}

/** How one kind of server is spoken to. */
export interface Dialect {
  /** Connects a member and brings it into its rooms. */
  join(url: string, plan: MemberPlan, listener: MemberListener): Promise<Member>
}

export type DialectName = 'chat' | 'socket.io' | 'ws'
