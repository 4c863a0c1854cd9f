import { RoomId } from '@chat/protocol'
import { expect, it } from 'vitest'
import { createFakeDrafts } from '../testing/fake-drafts.ts'
import { loadEmojiData } from './load-emoji-data.ts'
import { prepareEmojis, writeEmojis } from './write-emojis.ts'

it('a message is handed over at once and in its turn, with the emoji whose names are there by then', async () => {
  const draft = createFakeDrafts().of(RoomId.parse('general'))
  const sent: string[] = []
  const send = (text: string) => {
    draft.set(text)
    prepareEmojis(text)
    void draft.handOver(async (written) => sent.push(writeEmojis(written)))
  }
  send('at 10:30 ;-) :)')
  expect(loadEmojiData.loaded()).toBeUndefined()
  send('done :tada:')
  send('next')
  expect(sent.slice(1)).toEqual(['done :tada:', 'next'])
  await expect.poll(loadEmojiData.loaded).toBeDefined()
  send('done :tada:')
  expect(sent.at(-1)).toBe('done 🎉')
})
