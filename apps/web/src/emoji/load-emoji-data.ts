import { onceLoaded } from '../store/once-loaded.ts'

/** Fetches the names of all emoji when somebody first needs them: they are larger than the rest of the page. */
export const loadEmojiData = onceLoaded(() => import('./emoji-data.ts'))
