import { describe, expect, it, vi } from 'vitest'
import { fakeStorage } from '../testing/fake-storage.ts'
import { keptChoice } from './kept-choice.ts'

const CHOICES = ['system', 'light', 'dark'] as const

describe('a choice', () => {
  it('is there on the next visit', () => {
    const storage = fakeStorage()
    keptChoice(storage, 'theme', CHOICES, 'system').set('dark')
    expect(keptChoice(storage, 'theme', CHOICES, 'system').get()).toBe('dark')
  })

  it('falls back where what is kept is no longer a choice', () => {
    expect(keptChoice(fakeStorage({ theme: 'sepia' }), 'theme', CHOICES, 'system').get()).toBe('system')
  })

  it('tells who listens', () => {
    const choice = keptChoice(fakeStorage(), 'theme', CHOICES, 'system')
    const listener = vi.fn()
    const stop = choice.subscribe(listener)
    choice.set('dark')
    choice.set('dark')
    stop()
    choice.set('light')
    expect(listener).toHaveBeenCalledOnce()
  })
})
