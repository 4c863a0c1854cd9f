import { RequestError } from '@chat/client'
import { limits } from '@chat/protocol'
import { describe, expect, it } from 'vitest'
import { fakeMessage } from '../testing/fake-chat-client.ts'
import { createMessageEdits } from './message-edits.ts'

const message = fakeMessage(1, { text: 'first' })
const { id } = message

function setUp(answer: () => Promise<void> = async () => {}) {
  const saved: string[] = []
  const edits = createMessageEdits({
    editMessage(_roomId, _id, text) {
      saved.push(text)
      return answer()
    },
  })
  edits.begin(message, null)
  return { edits, saved, now: () => edits.get().get(id) }
}

describe('an edit of a message', () => {
  it('begins with its text and ends once it is saved', async () => {
    const { edits, saved, now } = setUp()
    expect(now()).toMatchObject({ text: 'first', saving: false })
    edits.write(id, 'second')
    const saving = edits.save(id)
    expect(now()).toMatchObject({ text: 'second', saving: true })
    await saving
    expect(now()).toBeUndefined()
    expect(saved).toEqual(['second'])
  })

  it('that is refused stays, with the reason, until it is tried again', async () => {
    let refuse = true
    const { edits, now, saved } = setUp(async () => {
      if (refuse) throw new RequestError({ code: 'ROOM_ARCHIVED', message: 'This room is archived.' })
    })
    edits.write(id, 'second')
    await edits.save(id)
    expect(now()).toMatchObject({ text: 'second', saving: false, problem: 'This room is archived.' })
    edits.write(id, 'third')
    expect(now()?.problem).toBeUndefined()
    refuse = false
    await edits.save(id)
    expect(saved).toEqual(['second', 'third'])
    expect(now()).toBeUndefined()
  })

  it('is sent once, however often Enter is pressed', async () => {
    const { edits, saved } = setUp()
    edits.write(id, 'second')
    await Promise.all([edits.save(id), edits.save(id)])
    expect(saved).toEqual(['second'])
  })

  it('asks nothing of the server where nothing was changed, or too much was written', async () => {
    const { edits, saved, now } = setUp()
    edits.write(id, 'x'.repeat(limits.messageText.max + 1))
    await edits.save(id)
    expect(now()?.problem).toMatch(/Too long by 1/)
    edits.write(id, ' first ')
    await edits.save(id)
    expect(now()).toBeUndefined()
    expect(saved).toEqual([])
  })

  it('goes on where it was when it is begun again', () => {
    const { edits, now } = setUp()
    edits.write(id, 'half')
    edits.begin(message, null)
    expect(now()).toMatchObject({ text: 'half', begun: 2 })
    edits.cancel(id)
    expect(now()).toBeUndefined()
  })

  it('ends with its message, whoever deletes that, and with no other', () => {
    const { edits, now } = setUp()
    const other = fakeMessage(2)
    edits.begin(other, null)
    edits.dropDeleted([
      { id, deleted: true },
      { id: other.id, deleted: false },
    ])
    expect(now()).toBeUndefined()
    expect(edits.get().has(other.id)).toBe(true)
  })
})
