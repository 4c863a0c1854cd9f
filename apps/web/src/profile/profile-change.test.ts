import { User } from '@chat/protocol'
import { describe, expect, it } from 'vitest'
import { changeOf, draftOf } from './profile-change.ts'

const ADA = User.parse({ id: 'ada', name: 'Ada' })
const NOW = new Date(2026, 10, 25, 12, 0).getTime()
const HOUR = 60 * 60_000
const FISHING = { statusText: 'Fishing', statusUntil: NOW + 2 * HOUR, timeZone: 'Asia/Tokyo' }

describe('what a form changes', () => {
  it('is nothing where nothing was changed', () => {
    expect(changeOf(draftOf(ADA, FISHING), ADA, FISHING, NOW)).toEqual({})
    expect(changeOf({ ...draftOf(ADA, {}), name: ' Ada ', statusTime: '1h' }, ADA, {}, NOW)).toEqual({})
  })

  it('is what is different alone', () => {
    expect(changeOf({ ...draftOf(ADA, FISHING), timeZone: '' }, ADA, FISHING, NOW)).toEqual({ timeZone: '' })
    expect(changeOf({ ...draftOf(ADA, FISHING), statusText: '' }, ADA, FISHING, NOW)).toEqual({ statusText: '' })
  })

  it('keeps when a status clears, where only its text is another', () => {
    const draft = { ...draftOf(ADA, FISHING), statusText: 'Still fishing' }
    expect(changeOf(draft, ADA, FISHING, NOW)).toEqual({ statusText: 'Still fishing', statusForMs: 2 * HOUR })
    expect(changeOf(draft, ADA, FISHING, NOW + 3 * HOUR)).toEqual({ statusText: 'Still fishing', statusForMs: 60_000 })
  })

  it('says the text again where only the time is another', () => {
    const draft = { ...draftOf(ADA, FISHING), statusTime: 'always' as const }
    expect(changeOf(draft, ADA, FISHING, NOW)).toEqual({ statusText: 'Fishing' })
  })
})
