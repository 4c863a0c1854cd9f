import { RoomId, UserId } from '@chat/protocol'
import { expect, it } from 'vitest'
import { plainText } from '../markdown/plain-text.ts'
import { saidText, wholeText } from './said-text.ts'

const bert = UserId.parse('bert')
const forwarded = { authorId: bert, text: '# the *cake* is ready', sentAt: 1, roomId: RoomId.parse('kitchen'), seq: 3 }

it('of a message that passes something on says the comment, and without one what it passes on', () => {
  expect(saidText({ text: 'hello' })).toBe('hello')
  expect(saidText({ text: 'look', forwarded })).toBe('look')
  expect(plainText(saidText({ text: '', forwarded }))).toBe('Forwarded: the cake is ready')
})

it('says nothing of what is gone, or of somebody whom one has blocked', () => {
  expect(saidText({ text: '', forwarded: { ...forwarded, text: '' } })).toBe('Forwarded: a text that is gone')
  expect(saidText({ text: '', forwarded: { ...forwarded, text: '', private: true } })).toBe(
    'Forwarded: a message that was written in private',
  )
  expect(saidText({ text: '', forwarded }, new Set([bert]))).toBe('Forwarded: from somebody you have blocked')
})

it('copies the comment and what is passed on', () => {
  expect(wholeText({ text: 'look', forwarded })).toBe(`look\n\n${forwarded.text}`)
  expect(wholeText({ text: '', forwarded })).toBe(forwarded.text)
  expect(wholeText({ text: 'hello' })).toBe('hello')
})
