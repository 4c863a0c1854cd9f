import { limits } from '@chat/protocol'
import { describe, expect, it } from 'vitest'
import { messageLength } from './message-length.ts'

const { max } = limits.messageText

describe('the length of a message', () => {
  it('is not worth a word while there is room', () => {
    expect(messageLength('hello')).toMatchObject({ empty: false, near: false })
  })

  it('is empty when there is only white space, or what nobody sees', () => {
    expect(messageLength(' \n\t').empty).toBe(true)
    expect(messageLength(' \u200b\u3164').empty).toBe(true)
  })

  it('is counted near the limit, up to and beyond it', () => {
    expect(messageLength('x'.repeat(max - 200))).toEqual({ empty: false, left: 200, near: true })
    expect(messageLength('x'.repeat(max)).left).toBe(0)
    expect(messageLength('x'.repeat(max + 3)).left).toBe(-3)
  })

  it('counts an emoji as the server does, and surrounding white space not at all', () => {
    expect(messageLength(` ${'🦊'.repeat(max)} \n`).left).toBe(0)
  })
})
