import { expect, test } from 'vitest'
import { textFrame } from './text-frame.ts'

test.for([
  { length: 0, header: [0x81, 0] },
  { length: 125, header: [0x81, 125] },
  { length: 126, header: [0x81, 126, 0, 126] },
  { length: 65_535, header: [0x81, 126, 0xff, 0xff] },
  { length: 65_536, header: [0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0] },
])('a frame of $length bytes says so as RFC 6455 wants it, and carries them unmasked', ({ length, header }) => {
  const text = 'x'.repeat(length)
  expect(textFrame(text).equals(Buffer.concat([Buffer.from(header), Buffer.from(text)]))).toBe(true)
})

test('the length of a frame is that of its UTF-8', () => {
  expect([...textFrame('ü')]).toEqual([0x81, 2, 0xc3, 0xbc])
})
