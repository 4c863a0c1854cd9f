import { announce } from './announce.ts'
import { showNotice } from './notices.ts'

/** Copies a text. Browsers lend the clipboard to secure pages alone, and may keep it from those too. */
export async function copyText(text: string, done: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text)
  } catch {
    showNotice('Nothing was copied: this browser does not let the page use the clipboard.')
    return
  }
  announce(done)
}
