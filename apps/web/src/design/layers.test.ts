import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createLayers, type LayeredPage } from './layers.ts'

/** A browser with a history whose steps take a moment, as everywhere. */
function openPage({ finger = true, first = 'http://chat/r/a' } = {}) {
  let entries: { href: string; state: unknown }[] = [{ href: first, state: null }]
  let index = 0
  let onPopState = () => {}
  const now = () => entries[index] ?? { href: '', state: null }
  const history = {
    get state() {
      return now().state
    },
    pushState(state: unknown, _: string, href = now().href) {
      entries = [...entries.slice(0, index + 1), { href, state }]
      index += 1
    },
    replaceState(state: unknown, _: string, href = now().href) {
      entries[index] = { href, state }
    },
    go(by: number) {
      setTimeout(() => {
        if (!entries[index + by]) return
        index += by
        onPopState()
      }, 10)
    },
  }
  const location = {
    get href() {
      return now().href
    },
  }
  const page = {
    history,
    location,
    matchMedia: () => ({ matches: finger }),
    addEventListener: (_: string, listener: () => void) => {
      onPopState = listener
    },
    setTimeout,
    clearTimeout,
  }
  const load = () => createLayers(page as unknown as LayeredPage)
  const layers = load()
  layers.watch()
  const shown: string[] = []
  return {
    layers,
    /** Loads the page again. */
    reload: () => load().watch(),
    /** What is open, from below. */
    shown,
    place: () => location.href.replace('http://chat/r/', ''),
    /** The places of the history, each as often as Back has to be pressed there. */
    entries: () => entries.slice(0, index + 1).map(({ href }) => href.replace('http://chat/r/', '')),
    open(name: string, { closes = true } = {}) {
      shown.push(name)
      const closed = layers.add(() => closes && close())
      function close(): void {
        if (!shown.includes(name)) return
        shown.splice(shown.indexOf(name), 1)
        closed()
      }
      return close
    },
    goTo: (name: string) => layers.leaveFor(`http://chat/r/${name}`, () => {}),
    async press(by: number) {
      history.go(by)
      await settle()
    },
  }
}

const settle = () => vi.advanceTimersByTimeAsync(100)

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('with a finger, Back', () => {
  it('closes what is on top, one after the other, and then leads to the place before', async () => {
    const page = openPage()
    page.goTo('b')
    page.open('settings')
    await settle()
    page.open('question')
    await settle()
    await page.press(-1)
    expect(page.shown).toEqual(['settings'])
    expect(page.place()).toBe('b')
    await page.press(-1)
    expect(page.shown).toEqual([])
    expect(page.place()).toBe('b')
    await page.press(-1)
    expect(page.place()).toBe('a')
  })

  it('finds nothing of what was closed in another way', async () => {
    const page = openPage()
    page.goTo('b')
    const close = page.open('settings')
    await settle()
    expect(page.entries()).toEqual(['a', 'b', 'b'])
    close()
    await settle()
    expect(page.entries()).toEqual(['a', 'b'])
    await page.press(1)
    expect(page.entries()).toEqual(['a', 'b'])
  })

  it('finds one entry where a menu has opened a dialog', async () => {
    const page = openPage()
    const close = page.open('menu')
    await settle()
    close()
    page.open('dialog')
    await settle()
    expect(page.entries()).toEqual(['a', 'a'])
    await page.press(-1)
    expect(page.shown).toEqual([])
  })

  it('is not confused by what opens while an entry is being taken away', async () => {
    const page = openPage()
    const close = page.open('card')
    await settle()
    close()
    await vi.advanceTimersByTimeAsync(5)
    page.open('dialog')
    await settle()
    expect(page.entries()).toEqual(['a', 'a'])
    await page.press(-1)
    expect(page.shown).toEqual([])
    expect(page.entries()).toEqual(['a'])
  })

  it('leads from a place that was gone to out of dialogs to the place before', async () => {
    for (const names of [['pins'], ['settings', 'question']]) {
      const page = openPage()
      for (const name of names) page.open(name)
      await settle()
      page.goTo('b')
      await settle()
      expect(page.shown).toEqual([])
      expect(page.entries()).toEqual(['a', 'b'])
    }
  })

  it('leaves nothing ahead of a place that was gone to, to which Forward would lead', async () => {
    for (const closed of [[], ['question'], ['settings', 'question']]) {
      const page = openPage()
      const close = { settings: page.open('settings'), question: page.open('question') }
      await settle()
      for (const name of closed) close[name as keyof typeof close]()
      await settle()
      page.goTo('b')
      await settle()
      await page.press(1)
      expect(page.place()).toBe('b')
      expect(page.entries()).toEqual(['a', 'b'])
    }
  })

  it('keeps a place where it was gone to while an entry was being taken away', async () => {
    const page = openPage()
    const close = page.open('card')
    await settle()
    close()
    await vi.advanceTimersByTimeAsync(5)
    page.goTo('b')
    await settle()
    expect(page.entries()).toEqual(['a', 'b'])
  })

  it('stays at a place where it was gone to another one and at once to this again', async () => {
    const page = openPage()
    page.open('rooms')
    await settle()
    page.goTo('b')
    page.goTo('a')
    await settle()
    expect(page.entries()).toEqual(['a'])
  })

  it('leaves the address that a place was given meanwhile', async () => {
    const page = openPage()
    const close = page.open('room settings')
    await settle()
    page.layers.rename('http://chat/r/renamed')
    close()
    await settle()
    expect(page.entries()).toEqual(['renamed'])
  })

  it('leaves open what will not close, and asks again the next time', async () => {
    const page = openPage()
    page.goTo('b')
    page.open('codes to be written down', { closes: false })
    await settle()
    for (let pressed = 0; pressed < 3; pressed += 1) {
      await page.press(-1)
      expect(page.place()).toBe('b')
    }
  })

  it('does not come to what was open before the page was loaded again', async () => {
    const page = openPage()
    page.goTo('b')
    page.open('settings')
    await settle()
    page.reload()
    await settle()
    expect(page.entries()).toEqual(['a', 'b'])
  })
})

describe('with a mouse, Back', () => {
  it('leads to the place before and closes everything; nothing is written into the history', async () => {
    const page = openPage({ finger: false })
    page.goTo('b')
    page.open('settings')
    page.open('question')
    await settle()
    expect(page.entries()).toEqual(['a', 'b'])
    await page.press(-1)
    expect(page.place()).toBe('a')
    expect(page.shown).toEqual([])
  })
})
