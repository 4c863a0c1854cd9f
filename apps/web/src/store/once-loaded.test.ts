import { describe, expect, it, vi } from 'vitest'
import { onceLoaded } from './once-loaded.ts'

describe('a part of the app', () => {
  it('is loaded once', async () => {
    const load = vi.fn(async () => 'engine')
    const part = onceLoaded(load)
    expect(part.loaded()).toBeUndefined()
    expect(await Promise.all([part(), part()])).toEqual(['engine', 'engine'])
    expect(part.loaded()).toBe('engine')
    expect(load).toHaveBeenCalledOnce()
  })

  it('that did not come is asked for again, and the person is told what to do', async () => {
    const load = vi.fn(async () => 'engine').mockRejectedValueOnce(new TypeError('Failed to fetch'))
    const part = onceLoaded(load)
    await expect(part()).rejects.toThrow(/could not be loaded.*try again/)
    expect(await part()).toBe('engine')
  })
})
