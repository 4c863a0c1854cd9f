import type { Load } from '../worker/commands.ts'

/** Who is there: so many members, spread over so many rooms, each in one or more of them. */
interface Crowd {
  readonly name: string
  /** For people. */
  readonly title: string
  readonly members: number
  readonly rooms: number
  readonly roomsEach?: number
}

/** Messages go through rooms. */
export interface Traffic extends Crowd {
  readonly kind: 'traffic'
  readonly load: Load
  readonly warmUpSeconds: number
  readonly seconds: number
  /** Members that read nothing from the moment when counting begins until the load ends. */
  readonly stalled?: number
  /** Whether to watch the server's event loop, which costs a little. */
  readonly watchLoop?: boolean
}

/** All connections are cut at once and come back at once, while somebody goes on writing. */
export interface Herd extends Crowd {
  readonly kind: 'herd'
  /** Messages a second that are written meanwhile. */
  readonly rate: number
}

/** Connections that do nothing. */
export interface Idle extends Crowd {
  readonly kind: 'idle'
  readonly seconds: number
}

export type Scenario = Traffic | Herd | Idle

/** Which rooms a member is in. */
export function roomsOf({ rooms, roomsEach = 1 }: Scenario, member: number): number[] {
  return Array.from({ length: Math.min(rooms, roomsEach) }, (_, each) => (member * roomsEach + each) % rooms)
}
