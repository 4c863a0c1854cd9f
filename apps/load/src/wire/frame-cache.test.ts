import { expect, test, vi } from 'vitest'
import { FrameCache } from './frame-cache.ts'

test('parses a frame once, however many connections it arrives at, and another frame anew', () => {
  const parse = vi.fn((bytes: Buffer) => bytes.toString())
  const cache = new FrameCache(parse)
  const frame = 'a'.repeat(200)
  for (let time = 0; time < 5; time += 1) expect(cache.read(Buffer.from(frame))).toBe(frame)
  expect(parse).toHaveBeenCalledTimes(1)
  const other = `${'a'.repeat(199)}b`
  expect(cache.read(Buffer.from(other))).toBe(other)
  expect(cache.read(Buffer.from(frame))).toBe(frame)
  expect(parse).toHaveBeenCalledTimes(2)
})

test('is not fooled by bytes that are written over', () => {
  const cache = new FrameCache((bytes) => bytes.toString())
  const bytes = Buffer.from('first')
  cache.read(bytes)
  bytes.write('other')
  expect(cache.read(bytes)).toBe('other')
})
