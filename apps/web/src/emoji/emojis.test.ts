import { isEmoji } from '@chat/protocol'
import { describe, expect, it } from 'vitest'
import { fakeStorage } from '../testing/fake-storage.ts'
import { namedEmojis, pickerData } from './emoji-data.ts'
import { findEmojis } from './find-emojis.ts'
import { createRecentEmojis } from './recent-emojis.ts'
import { beginsShortcode, replaceShortcodes } from './shortcodes.ts'

const find = (query: string) => findEmojis(namedEmojis, query, 5).map(({ emoji }) => emoji)
const write = (text: string) => replaceShortcodes(text, namedEmojis)

describe('emoji by name', () => {
  it('come with the name that is meant first', () => {
    expect(find('tada')[0]).toBe('🎉')
    expect(find('+1')[0]).toBe('👍')
    expect(find('smile')[0]).toBe('😄')
    expect(find('heart')[0]).toBe('❤️')
    expect(find('HEART')[0]).toBe('❤️')
    expect(find('popper')).toEqual(['🎉'])
    expect(find('nothing_is_called_that')).toEqual([])
  })

  it('are written between colons, but not in code, in times or in addresses', () => {
    expect(write('Well done :tada: :+1:!')).toBe('Well done 🎉 👍!')
    expect(write('`:tada:` and\n```\n:tada:\n```\n:tada:')).toBe('`:tada:` and\n```\n:tada:\n```\n🎉')
    for (const text of ['10:30:45', 'http://host:80:tada', 'a::tada::b', ':no_such_emoji:', 'std::tada::x']) {
      expect(write(text)).toBe(text)
    }
    for (const text of ['at 10:30', 'http://host', 'so :)', 'so :-)', 'so :']) expect(beginsShortcode(text)).toBe(false)
    for (const text of ['a :ta', 'a :tada: b', ':x:', ':+1']) expect(beginsShortcode(text)).toBe(true)
  })

  it('are all taken by the contract, in every skin tone', () => {
    expect(namedEmojis.length).toBeGreaterThan(1_500)
    const all = pickerData.emojis.flatMap(({ emoji, skins }) => [emoji, ...Object.values(skins ?? {})])
    expect(all.filter((emoji) => !isEmoji(emoji))).toEqual([])
    expect(pickerData.emojis.find(({ emoji }) => emoji === '👍')?.skins?.dark).toBe('👍🏿')
  })
})

it('the emoji that were used last come first, also at the next visit, before those that everybody uses', () => {
  const storage = fakeStorage()
  const recent = createRecentEmojis(storage)
  expect(recent.get()[0]).toBe('👍')
  recent.use('🦊')
  recent.use('🎉')
  recent.use('🦊')
  expect(recent.get().slice(0, 3)).toEqual(['🦊', '🎉', '👍'])
  expect(createRecentEmojis(storage).get()).toEqual(recent.get())
})
