import { Message, RoomChanges } from '@chat/protocol'
import { describe, expect, it } from 'vitest'
import { idOf, sampleMessage } from '../test/samples.ts'
import { changeThread, expectThreadPage, type OpenThread, receiveThreadPage } from './open-thread.ts'

const root = sampleMessage(1, 'root')

function reply(seq: number, text = `reply ${seq}`, threadRoot = root.id): Message {
  return Message.parse({ ...sampleMessage(seq, text), threadRoot })
}

function changes(...messages: Message[]): RoomChanges {
  const to = Math.max(...messages.map(({ seq }) => seq))
  return RoomChanges.parse({ roomId: 'general', from: to - 1, to, head: to, messages })
}

const textsOf = ({ loaded }: OpenThread) => loaded?.window.messages.map(({ text }) => text)
const opened = (...messages: Message[]) =>
  receiveThreadPage(expectThreadPage(root.id), { root, messages, hasMoreBefore: false })

describe('a thread that somebody looks at', () => {
  it('takes what is said in it, and nothing of the timeline or of other threads', () => {
    const thread = changeThread(
      opened(reply(2)),
      changes(reply(3), sampleMessage(4), reply(5, 'elsewhere', idOf(4))),
      undefined,
    )
    expect(textsOf(thread)).toEqual(['reply 2', 'reply 3'])
  })

  it('has its root as that is now', () => {
    const now = { ...root, text: 'edited', replyCount: 1 }
    expect(changeThread(opened(), changes(now, reply(2)), undefined).loaded?.root).toEqual(now)
  })

  it('misses nothing that has changed while a page was on its way', () => {
    const asked = changeThread(expectThreadPage(root.id), changes({ ...root, text: 'now' }, reply(2, 'now')), undefined)
    const thread = receiveThreadPage(asked, { root, messages: [reply(2, 'before')], hasMoreBefore: false })
    expect(textsOf(thread)).toEqual(['now'])
    expect(thread.loaded?.root.text).toBe('now')
  })

  it('does not grow by what comes after a gap, and changes what it has', () => {
    const later = changes(reply(2, 'edited'), reply(9))
    expect(textsOf(changeThread(opened(reply(2)), later, undefined, { inside: true }))).toEqual(['edited'])
  })

  it('puts earlier pages in front, and stays as it is where none comes', () => {
    const latest = receiveThreadPage(expectThreadPage(root.id), { root, messages: [reply(5)], hasMoreBefore: true })
    const failed = receiveThreadPage(expectThreadPage(root.id, latest))
    expect(textsOf(failed)).toEqual(['reply 5'])
    const page = { root, messages: [reply(3), reply(4)], hasMoreBefore: false }
    const whole = receiveThreadPage(expectThreadPage(root.id, failed), page)
    expect(textsOf(whole)).toEqual(['reply 3', 'reply 4', 'reply 5'])
    expect(whole.loaded?.window.hasMoreBefore).toBe(false)
  })
})
