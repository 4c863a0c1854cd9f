import { type Message, type Reaction, RoomId, UserId } from '@chat/protocol'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { idOf, sampleMessage } from '../test/samples.ts'
import { applyChanges, expectPage, loadedRoom, type RoomState, receivePage } from './room-state.ts'

const ROOM = RoomId.parse('general')
const ME = UserId.parse('me')
const [ANN, BEN, CID] = ['ann', 'ben', 'cid'].map((id) => UserId.parse(id))
if (!ANN || !BEN || !CID) throw new Error('unreachable')
const EMOJIS = ['🎉', '👍']

/** Who reacts with what, as `emoji user`. */
type Truth = ReadonlySet<string>
const react = (truth: Truth, emoji: string, userId: UserId, on: boolean): Truth =>
  on ? new Set([...truth, `${emoji} ${userId}`]) : new Set([...truth].filter((one) => one !== `${emoji} ${userId}`))
const emojisOf = (truth: Truth, userId: UserId) => EMOJIS.filter((emoji) => truth.has(`${emoji} ${userId}`))

/** A message that names the first who reacts with each emoji, and whoever reads it. */
function told(seq: number, truth: Truth, reader?: UserId): Message {
  const reactions = EMOJIS.flatMap((emoji): Reaction[] => {
    const all = [...truth].flatMap((one) => (one.startsWith(emoji) ? UserId.parse(one.split(' ')[1]) : []))
    const named = all.filter((userId, index) => index === 0 || userId === reader)
    return all.length > 0 ? [{ emoji, userIds: named, count: all.length }] : []
  })
  return { ...sampleMessage(seq), ...(reactions.length > 0 && { reactions }) }
}

const shown = ({ window }: RoomState, seq = 1) =>
  EMOJIS.filter((emoji) =>
    window.messages
      .find((message) => message.seq === seq)
      ?.reactions?.some((reaction) => reaction.emoji === emoji && reaction.userIds.includes(ME)),
  )

it('of a message that names only some, one knows about oneself whatever others do, in frames of any size (S56)', () => {
  const step = fc.record({
    emoji: fc.constantFrom(...EMOJIS),
    who: fc.constantFrom(ME, ANN, BEN, CID),
    on: fc.boolean(),
    ends: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let truth: Truth = new Set([`🎉 ${ANN}`, `👍 ${BEN}`])
      let state = loadedRoom(ROOM, { messages: [told(1, truth, ME)], hasMoreBefore: false }, 1)
      let seq = 1
      let changed = new Set<UserId>()
      for (const { emoji, who, on, ends } of steps) {
        truth = react(truth, emoji, who, on)
        changed.add(who)
        seq += 1
        if (!ends) continue
        const reacted = [...changed].map((userId) => ({ messageId: idOf(1), userId, emojis: emojisOf(truth, userId) }))
        const frame = { roomId: ROOM, from: state.cursor, to: seq, head: seq, messages: [told(1, truth)], reacted }
        state = applyChanges(state, frame, ME).state
        changed = new Set()
        expect(shown(state)).toEqual(emojisOf(truth, ME))
      }
    }),
  )
})

it('what changes while a page of older messages is on its way does not forget oneself (S56)', () => {
  const truth: Truth = new Set([`🎉 ${ANN}`, `🎉 ${ME}`])
  const room = loadedRoom(ROOM, { messages: [sampleMessage(9)], hasMoreBefore: true }, 9)
  const later = react(truth, '👍', BEN, true)
  const reacted = [{ messageId: idOf(1), userId: BEN, emojis: ['👍'] }]
  const frame = { roomId: ROOM, from: 9, to: 10, head: 10, messages: [told(1, later)], reacted }
  const { state } = applyChanges(expectPage(room), frame, ME)
  const page = { messages: [told(1, truth, ME)], hasMoreBefore: false }
  expect(shown(receivePage(state, page, ME))).toEqual(['🎉'])
  const own = { ...frame, reacted: [{ messageId: idOf(1), userId: ME, emojis: ['👍'] }] }
  expect(shown(receivePage(applyChanges(expectPage(room), own, ME).state, page, ME))).toEqual(['👍'])
})

it('a message that comes only with the next change keeps what was said of oneself (S56)', () => {
  const truth: Truth = new Set([`🎉 ${ANN}`, `👍 ${BEN}`])
  const room = loadedRoom(ROOM, { messages: [told(1, truth, ME)], hasMoreBefore: false }, 1)
  const reacted = [{ messageId: idOf(1), userId: ME, emojis: ['🎉'] }]
  const without = applyChanges(room, { roomId: ROOM, from: 1, to: 2, head: 3, messages: [], reacted }, ME).state
  const later = { roomId: ROOM, from: 2, to: 3, head: 3, messages: [told(1, react(truth, '🎉', ME, true))] }
  expect(shown(applyChanges(without, later, ME).state)).toEqual(['🎉'])
})
