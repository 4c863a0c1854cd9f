import { browserStorage } from '../store/browser-storage.ts'
import { keptChoice } from '../store/kept-choice.ts'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const THEME_COLOURS = { light: '#f5f6f8', dark: '#1c1f26' }

/** The theme that the person chose. `public/theme.js` reads the same key before the first paint. */
export const theme = keptChoice(browserStorage(), 'chat.theme', THEMES, 'system')

/** Shows a theme: the stylesheet follows the attribute, the browser's own bars follow the metas. */
export function applyTheme(chosen: Theme): void {
  if (chosen === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = chosen
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    const ofMeta = meta.media.includes('dark') ? 'dark' : 'light'
    meta.content = THEME_COLOURS[chosen === 'system' ? ofMeta : chosen]
  }
}
