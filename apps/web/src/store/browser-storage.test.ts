import { afterEach, describe, expect, it, vi } from 'vitest'
import { browserStorage } from './browser-storage.ts'

afterEach(() => vi.unstubAllGlobals())

describe('storage that the browser does not allow', () => {
  it('keeps things as long as the page lives', () => {
    vi.stubGlobal('localStorage', undefined)
    const storage = browserStorage()
    storage.setItem('draft', 'hello')
    expect(storage.getItem('draft')).toBe('hello')
    expect(storage.keys()).toEqual(['draft'])
    storage.removeItem('draft')
    expect(storage.getItem('draft')).toBeNull()
  })
})

describe('a full storage', () => {
  it('does not bring the older value back', () => {
    const kept = new Map([['draft', 'old']])
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem() {
        throw new DOMException('full', 'QuotaExceededError')
      },
      removeItem: (key: string) => kept.delete(key),
    })
    const storage = browserStorage()
    storage.setItem('draft', 'new')
    expect(storage.getItem('draft')).toBe('new')
    storage.removeItem('draft')
    expect(storage.getItem('draft')).toBeNull()
  })
})
