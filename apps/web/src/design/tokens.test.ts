import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { contrast } from '../testing/contrast.ts'

const css = readFileSync(new URL('tokens.css', import.meta.url), 'utf8')
const pairs = css.matchAll(/--color-([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)
const tokens = new Map([...pairs].map(([, name, light, dark]) => [name, { light: `${light}`, dark: `${dark}` }]))

function both(name: string) {
  if (name === 'on-accent') return { light: '#ffffff', dark: '#ffffff' }
  const token = tokens.get(name)
  if (token === undefined) throw new Error(`There is no colour ${name}`)
  return token
}

const BACKGROUNDS = ['canvas', 'surface', 'raised', 'hover', 'selected', 'highlighted', 'own']

describe('the colours', () => {
  it.each<[text: string, backgrounds: string[]]>([
    ['text', BACKGROUNDS],
    ['muted', BACKGROUNDS],
    ['accent-text', BACKGROUNDS],
    ['on-accent', ['accent', 'accent-hover', 'danger-fill']],
    ['caution', ['canvas', 'raised', 'caution-surface']],
    ['danger', ['canvas', 'surface', 'raised', 'highlighted', 'danger-surface']],
    ['canvas', ['text']],
  ])('let %s be read on all that it stands on, in both themes', (text, backgrounds) => {
    for (const background of backgrounds) {
      for (const theme of ['light', 'dark'] as const) {
        const ratio = contrast(both(text)[theme], both(background)[theme])
        expect(ratio, `${text} on ${background}, ${theme}`).toBeGreaterThanOrEqual(4.5)
      }
    }
  })

  it('let the edges of fields and the dots of states be seen', () => {
    for (const mark of ['edge', 'positive', 'caution', 'danger', 'accent-text']) {
      for (const theme of ['light', 'dark'] as const) {
        for (const background of ['canvas', 'surface', 'raised']) {
          expect(
            contrast(both(mark)[theme], both(background)[theme]),
            `${mark} on ${background}, ${theme}`,
          ).toBeGreaterThanOrEqual(3)
        }
      }
    }
  })

  it('let it be seen where one is in a menu', () => {
    for (const theme of ['light', 'dark'] as const) {
      expect(contrast(both('highlighted')[theme], both('raised')[theme]), theme).toBeGreaterThanOrEqual(1.2)
    }
  })
})
