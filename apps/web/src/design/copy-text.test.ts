import { afterEach, expect, it, vi } from 'vitest'
import { copyText } from './copy-text.ts'
import { shownNotice } from './notices.ts'

afterEach(() => vi.unstubAllGlobals())

it('says on the screen that nothing was copied, where the browser keeps the clipboard to itself', async () => {
  const writeText = () => Promise.reject(new DOMException('Write permission denied.', 'NotAllowedError'))
  vi.stubGlobal('navigator', { clipboard: { writeText } })
  await copyText('secret', 'Text copied')
  expect(shownNotice.get()?.text).toMatch(/^Nothing was copied/)
})
