import type { Scenario, Traffic } from './scenario.ts'

const open = (rate: number): Traffic['load'] => ({ kind: 'open', rate })
const closed = (senders: number, inFlight: number): Traffic['load'] => ({ kind: 'closed', senders, inFlight })

const traffic = (scenario: Omit<Traffic, 'kind' | 'warmUpSeconds' | 'seconds'>): Traffic => ({
  kind: 'traffic',
  warmUpSeconds: 1,
  seconds: 8,
  ...scenario,
})

/** What can be measured, by name. */
export const scenarios: readonly Scenario[] = [
  traffic({
    name: 'quiet',
    title: 'a quiet room of 2 at 100 messages a second',
    members: 2,
    rooms: 1,
    load: open(100),
  }),
  traffic({ name: 'room-100', title: 'a room of 100 at 50 a second', members: 100, rooms: 1, load: open(50) }),
  traffic({ name: 'room-1000', title: 'a room of 1,000 at 5 a second', members: 1_000, rooms: 1, load: open(5) }),
  traffic({ name: 'busy-room', title: 'a room of 100 at 500 a second', members: 100, rooms: 1, load: open(500) }),
  traffic({
    name: 'thousand-a-second',
    title: 'a room of 100 at 1,000 a second',
    members: 100,
    rooms: 1,
    load: open(1_000),
    watchLoop: true,
  }),
  traffic({ name: 'quiet-many', title: '200 rooms of 5 at 200 a second', members: 1_000, rooms: 200, load: open(200) }),
  traffic({ name: 'full-100', title: 'a room of 100, saturated', members: 100, rooms: 1, load: closed(10, 10) }),
  traffic({ name: 'full-1000', title: 'a room of 1,000, saturated', members: 1_000, rooms: 1, load: closed(5, 4) }),
  traffic({ name: 'full-rooms', title: '20 rooms of 50, saturated', members: 1_000, rooms: 20, load: closed(20, 5) }),
  traffic({
    name: 'slow-readers',
    title: 'a room of 100 at 500 a second, 50 of them read nothing',
    members: 100,
    rooms: 1,
    load: open(500),
    stalled: 50,
  }),
  { kind: 'herd', name: 'herd', title: '1,000 come back at once', members: 1_000, rooms: 1, rate: 20 },
  {
    kind: 'idle',
    name: 'idle',
    title: '10,000 that do nothing, in three rooms each',
    members: 10_000,
    rooms: 200,
    roomsEach: 2,
    seconds: 10,
  },
]
