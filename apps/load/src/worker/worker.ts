import { setTimeout } from 'node:timers/promises'
import { nowMicros } from '../measure/clock.ts'
import type { CommandName, Commands, Counted, Request, Response, RunCommand, Settled } from './commands.ts'
import { Crowd } from './crowd.ts'
import { Ledger } from './ledger.ts'
import { Recorder } from './recorder.ts'
import { Senders, waitUntil } from './send-messages.ts'

// A process that plays members and does what the process that started it asks.

const ledger = new Ledger()
const recorder = new Recorder(ledger)
const crowd = new Crowd()
const senders = new Senders({ crowd, ledger, recorder })

type Handlers = {
  readonly [Name in CommandName]: (input: Commands[Name]['input']) => Promise<Commands[Name]['output']>
}

const handlers: Handlers = {
  async join(command) {
    await crowd.join(command, recorder)
    for (const member of crowd.members) recorder.follow(member)
    return null
  },
  run,
  heads: async () => ledger.heads,
  settle,
  herd: async ({ except }) => (await crowd.herd(except)).encode(),
  async pause({ members }) {
    crowd.pause(members)
    return null
  },
  async resume() {
    crowd.resume()
    return null
  },
}

async function run({ load, startAt, countFrom, until }: RunCommand): Promise<Counted> {
  recorder.begin({ from: countFrom, until, sampled: load.kind === 'closed' })
  const noted = waitUntil(countFrom - 1_000).then(() => recorder.noteCpu())
  await waitUntil(startAt)
  if (load.kind === 'open') await senders.atRate(load, startAt, until)
  else await senders.inClosedLoop(load.senders, load.inFlight, until)
  await waitUntil(until)
  await noted
  const { counted } = recorder
  // What was due within the time and comes later has its latency recorded too.
  await drained(10_000)
  return { ...recorder.counted, cpu: counted.cpu }
}

async function settle({ heads, timeoutMs }: Commands['settle']['input']): Promise<Settled> {
  const deadline = nowMicros() + timeoutMs * 1_000
  await drained(timeoutMs)
  if (senders.underWay > 0) ledger.problem(`${senders.underWay} messages were never answered`)
  for (const member of crowd.members) {
    for (const room of member.rooms) {
      while (member.cursor(room) < (heads[room] ?? 0) && nowMicros() < deadline) await setTimeout(20)
      if (member.cursor(room) < (heads[room] ?? 0)) {
        ledger.problem(`Member ${member.index} is at ${member.cursor(room)} of ${heads[room]} in ${room}`)
      }
    }
  }
  recorder.check()
  const rooms = [...crowd.byRoom().keys()]
  return { acked: ledger.acked, seen: ledger.seen, rooms, members: crowd.members.length, problems: ledger.problems }
}

async function drained(timeoutMs: number): Promise<void> {
  const deadline = nowMicros() + timeoutMs * 1_000
  while (senders.underWay > 0 && nowMicros() < deadline) await setTimeout(10)
}

async function answer<Name extends CommandName>({ id, name, input }: Request<Name>): Promise<Response> {
  try {
    return { id, output: await handlers[name](input) }
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) }
  }
}

process.on('message', (request: Request) => {
  void answer(request).then((response) => process.send?.(response))
})
process.once('disconnect', () => process.exit())
