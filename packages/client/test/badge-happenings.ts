import fc from 'fast-check'

/** How many there are of what can be chosen from. */
export const COUNTS = { people: 3, devicesEach: 2, rooms: 3 }

const device = fc.nat({ max: COUNTS.people * COUNTS.devicesEach - 1 })
const room = fc.nat({ max: COUNTS.rooms - 1 })
const place = fc.nat({ max: 30 })
/** People read to the end, or nearly. */
const nearEnd = fc.nat({ max: 3 })
const text = fc.constantFrom(
  '@ada',
  '@bob',
  '@eve',
  '@room',
  '@ada @room',
  '@bob @eve',
  'hello',
  'never mind',
  '@nobody',
)
const is = <Kind extends string>(...kinds: Kind[]) => fc.constantFrom(...kinds)

/** What people, devices and networks do, and how often. */
export const happening = fc.oneof(
  { weight: 10, arbitrary: fc.record({ kind: is('send'), device, room, text }) },
  { weight: 12, arbitrary: fc.record({ kind: is('edit'), device, room, place, text }) },
  { weight: 4, arbitrary: fc.record({ kind: is('delete'), device, room, place }) },
  { weight: 8, arbitrary: fc.record({ kind: is('read'), device, room, place: nearEnd }) },
  { weight: 6, arbitrary: fc.record({ kind: is('mark unread'), device, room, place: fc.nat({ max: 10 }) }) },
  { weight: 3, arbitrary: fc.record({ kind: is('answer'), device, room, place, text }) },
  { weight: 8, arbitrary: fc.record({ kind: is('reply'), device, room, place, text }) },
  { weight: 3, arbitrary: fc.record({ kind: is('read thread', 'open thread'), device, room, place: nearEnd }) },
  { weight: 2, arbitrary: fc.record({ kind: is('follow'), device, room, place, on: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: is('crowd'), room, text, place: fc.constantFrom(2, 20, 160) }) },
  { weight: 2, arbitrary: fc.record({ kind: is('block'), device, other: fc.nat(), on: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ kind: is('join', 'leave', 'leave'), device }) },
  { weight: 3, arbitrary: fc.record({ kind: is('open'), device, room }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: is('cut', 'offline', 'online', 'freeze', 'thaw', 'kill', 'kill'), device }),
  },
  { weight: 8, arbitrary: fc.record({ kind: is('wait'), ms: fc.oneof(fc.nat({ max: 300 }), fc.nat({ max: 8_000 })) }) },
)

export type Happening = typeof happening extends fc.Arbitrary<infer Value> ? Value : never
