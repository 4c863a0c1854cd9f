import { MessageId } from '@chat/protocol'
import { describe, expect, it } from 'vitest'
import { draftIn, send, stored, twoDevices } from '../test/draft-devices.ts'
import { BOB, GENERAL, RANDOM } from '../test/story.ts'

const question = { id: MessageId.parse('01890000-0000-7000-8000-000000000007'), seq: 7, authorId: BOB.id }
const asked = { ...question, text: 'is not kept' }

describe('a draft', () => {
  it('keeps what it answers until it is sent, each in its room, also when the page is closed (S60)', async () => {
    const { story, laptop, here } = await twoDevices()
    draftIn(here).answer(asked)
    draftIn(here).set('yes')
    here.kill()
    const again = await story.tab(laptop)
    expect(draftIn(again).answered.get()).toEqual(question)
    expect(draftIn(again, RANDOM).answered.get()).toBeUndefined()
    const sent: unknown[] = []
    await draftIn(again).handOver(async (...message) => sent.push(message))
    expect(sent).toEqual([['yes', question.id]])
    expect(draftIn(again).answered.get()).toBeUndefined()
    again.kill()
    expect(draftIn(await story.tab(laptop)).answered.get()).toBeUndefined()
  })

  it('answers the same again if the message could not be stored or was refused, unless it answers another (S60)', async () => {
    const { here } = await twoDevices()
    const draft = draftIn(here)
    draft.answer(asked)
    await expect(draft.handOver(() => Promise.reject(new Error('disk full')))).rejects.toThrow('disk full')
    expect(draft.answered.get()).toEqual(question)
    const other = { ...question, seq: 8 }
    draft.prepend('refused', other)
    expect(draft.answered.get()).toEqual(question)
    draft.answer(undefined)
    draft.prepend('refused', other)
    expect(draft.answered.get()).toEqual(other)
  })

  it('answers the same on the other device, and nothing there once one has thought better of it (S60, S63)', async () => {
    const { story, here, there } = await twoDevices()
    const id = '01890000-0000-7000-8000-000000000002'
    story.server.write(GENERAL, id, BOB.id, 'Who is in?')
    story.server.write(GENERAL, '01890000-0000-7000-8000-000000000003', BOB.id, 'And who is out?')
    await story.clock.advance(1_000)
    const [first, second] = here.client.room(GENERAL).get().messages
    draftIn(here).answer(first)
    await story.clock.advance(2_000)
    expect(stored(story)).toEqual([])
    draftIn(here).set('me')
    await story.clock.advance(2_000)
    expect(draftIn(there).answered.get()).toMatchObject({ id, authorId: BOB.id })
    expect(draftIn(there).answered.get()).not.toHaveProperty('text')
    draftIn(there).answer(second)
    await story.clock.advance(2_000)
    expect(draftIn(here).answered.get()?.id).toBe(second?.id)
    draftIn(here).answer(undefined)
    await story.clock.advance(2_000)
    expect(draftIn(there).answered.get()).toBeUndefined()
    expect([here, there].map((tab) => draftIn(tab).get())).toEqual(['me', 'me'])
  })

  it('of two texts the one that is used brings what it answers (S60, S63)', async () => {
    for (const [choice, wanted] of [
      ['use', undefined],
      ['add', question],
      ['discard', question],
    ] as const) {
      const { story, here, there } = await twoDevices()
      story.server.write(GENERAL, question.id, BOB.id, 'Who is in?')
      there.setOnline(false)
      draftIn(there).set('from there')
      draftIn(there).answer(question)
      draftIn(here).set('from here')
      await story.clock.advance(5_000)
      there.setOnline(true)
      await story.clock.advance(10_000)
      draftIn(there).choose(choice)
      await story.clock.advance(5_000)
      for (const tab of [here, there]) expect(draftIn(tab).answered.get()?.id).toBe(wanted?.id)
    }
  })

  it('answers nothing any more once it was sent from another device, and what is not known (S60)', async () => {
    const { story, laptop, here, there } = await twoDevices()
    draftIn(here).answer(asked)
    draftIn(here).set('yes')
    await story.clock.advance(3_000)
    void send(there)
    await story.clock.advance(3_000)
    expect(draftIn(here).get()).toBe('')
    expect(draftIn(here).answered.get()).toBeUndefined()
    draftIn(here).answer(asked)
    here.kill()
    const [key = ''] = laptop.drafts.keys()
    laptop.drafts.setItem(key, laptop.drafts.getItem(key)?.replace(question.id, 'nonsense') ?? '')
    expect(draftIn(await story.tab(laptop)).answered.get()).toBeUndefined()
  })
})
