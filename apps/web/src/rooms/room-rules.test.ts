import { limits } from '@chat/protocol'
import { describe, expect, it } from 'vitest'
import { roomNameProblem, roomTopicProblem } from './room-rules.ts'

describe('what a room may be called', () => {
  it('is anything that can be read on one line', () => {
    for (const name of ['Kitchen', ' x ', '厨房', '🍰', 'a'.repeat(limits.roomName.max)]) {
      expect(roomNameProblem(name)).toBeUndefined()
    }
  })

  it('is explained to whoever types something else', () => {
    expect(roomNameProblem('  ')).toBe('Type a name.')
    expect(roomNameProblem('🍰'.repeat(limits.roomName.max + 1))).toContain('this one has 51')
    expect(roomNameProblem('\u200b')).toContain('cannot be shown')
  })
})

describe('what a room is about', () => {
  it('may be left open', () => {
    for (const topic of ['', '  ', 'Who cooks?']) expect(roomTopicProblem(topic)).toBeUndefined()
  })

  it('has a limit too', () => {
    expect(roomTopicProblem('x'.repeat(limits.roomTopic.max + 1))).toContain('this one has 251')
    expect(roomTopicProblem('\u0000')).toContain('cannot be shown')
  })
})
