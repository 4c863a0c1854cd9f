import type { Member, MemberListener, MemberPlan } from '../dialects/dialect.ts'
import { dialects } from '../dialects/dialects.ts'
import { nowMicros } from '../measure/clock.ts'
import { LatencyHistogram } from '../measure/latency-histogram.ts'
import type { JoinCommand } from './commands.ts'

/** The members that this process plays. */
export class Crowd {
  readonly members: Member[] = []
  #paused: readonly Member[] = []

  async join({ url, dialect, members, atOnce }: JoinCommand, listener: MemberListener): Promise<void> {
    const waiting = [...members]
    const connect = async (): Promise<void> => {
      for (let plan = waiting.shift(); plan; plan = waiting.shift()) this.members.push(await join(plan))
    }
    const join = (plan: MemberPlan): Promise<Member> => dialects[dialect].join(url, plan, listener)
    await Promise.all(Array.from({ length: atOnce }, connect))
    this.members.sort((one, other) => one.index - other.index)
  }

  /** The members of each room, or those among the first `count` members. */
  byRoom(count = this.members.length): Map<string, Member[]> {
    const rooms = new Map<string, Member[]>()
    for (const member of this.members.slice(0, count)) {
      for (const room of member.rooms) {
        const members = rooms.get(room)
        if (members) members.push(member)
        else rooms.set(room, [member])
      }
    }
    return rooms
  }

  /** Cuts everybody but the first few at the same moment, and lets them come back at the same moment. */
  async herd(except: number): Promise<LatencyHistogram> {
    const back = LatencyHistogram.empty()
    const herd = this.members.slice(except)
    for (const member of herd) member.cut()
    const cutAt = nowMicros()
    await Promise.all(
      herd.map(async (member) => {
        await member.reconnect()
        back.record(nowMicros() - cutAt)
      }),
    )
    return back
  }

  pause(count: number): void {
    this.#paused = this.members.slice(-count)
    for (const member of this.#paused) member.pause()
  }

  resume(): void {
    for (const member of this.#paused) member.resume()
    this.#paused = []
  }
}
