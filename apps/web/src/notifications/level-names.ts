import type { NotifyLevel } from '@chat/protocol'

/** What the levels are called. */
export const LEVEL_NAMES: { readonly [Level in NotifyLevel]: string } = {
  all: 'All messages',
  mentions: 'Mentions',
  nothing: 'Nothing',
}
