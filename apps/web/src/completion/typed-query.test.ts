import { describe, expect, it } from 'vitest'
import type { CompletionSource } from './completion-source.ts'
import { complete, stillFitting, typedQuery } from './typed-query.ts'

const source = (trigger: string, query: RegExp): CompletionSource => ({
  trigger,
  title: trigger,
  query,
  find: async () => [],
})
const sources = [source(':', /^[a-z]{2,}$/), source('@', /^\w*$/)]
const queryIn = (written: string) => {
  const caret = written.indexOf('|')
  const found = typedQuery(written.replace('|', ''), caret, sources)
  return found && `${found.source.trigger}${found.query}`
}

describe('what can be completed', () => {
  it('is the word before the caret that begins with a trigger', () => {
    expect(queryIn(':ta|')).toBe(':ta')
    expect(queryIn('well done :tada|')).toBe(':tada')
    expect(queryIn('(:ta| and more')).toBe(':ta')
    expect(queryIn('@|')).toBe('@')
    expect(queryIn('a line\n@an|')).toBe('@an')
  })

  it('is no word that is too short, over, or has the trigger in it', () => {
    for (const written of ['|', ':|', ':t|', ':ta da|', 'at 10:30|', 'http://exa|', 'ann@example|', ':-)|', 'a:ta|']) {
      expect(queryIn(written), written).toBeUndefined()
    }
  })

  it('is no code', () => {
    for (const written of ['`:ta|', '`a` and `:ta|', '```\n:ta|', '```js\nx\n```\n```\n@an|', '`:ta|`']) {
      expect(queryIn(written), written).toBeUndefined()
    }
    expect(queryIn('`code` :ta|')).toBe(':ta')
    expect(queryIn('```\ncode\n```\n:ta|')).toBe(':ta')
  })
})

describe('what was found before, while one types on', () => {
  const names = ['Ada', 'Alan'].map((label) => ({ id: label, sign: '@', label, text: `@${label}` }))
  const query = (written: string, start = 0) => ({ source: at, start, query: written })
  const at = source('@', /^\w*$/)

  it('is there as far as it still fits', () => {
    const earlier = query('a')
    expect(stillFitting(names, earlier, earlier)).toEqual(names)
    expect(stillFitting(names, earlier, query('AL'))).toEqual(names.slice(1))
    expect(stillFitting(names, earlier, query('all'))).toEqual([])
    expect(stillFitting(names, earlier, query('a', 9))).toEqual([])
  })
})

describe('completing', () => {
  it('puts it in the place of what was typed, with one space after it', () => {
    expect(complete('so :ta', 6, { start: 3 }, '🎉')).toEqual({ text: 'so 🎉 ', caret: 6 })
    expect(complete('so :ta yes', 6, { start: 3 }, '🎉')).toEqual({ text: 'so 🎉 yes', caret: 6 })
  })
})
