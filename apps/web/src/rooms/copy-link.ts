import { copyText } from '../design/copy-text.ts'

/** Copies the link to a place in the app. */
export function copyLink(address: string): Promise<void> {
  return copyText(new URL(address, location.origin).href, 'Link copied')
}
