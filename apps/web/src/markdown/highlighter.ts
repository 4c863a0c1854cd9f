import { createStore } from '@chat/client'
import { onceLoaded } from '../store/once-loaded.ts'
import type { highlight } from './highlight.tsx'

const loaded = createStore<typeof highlight | undefined>(undefined)
const load = onceLoaded(() => import('./highlight.tsx'))

/** Grammars are large: they come when somebody first sees code, and until then code is shown without colours. */
export const highlighter = {
  loaded,
  load(): void {
    // Without colours it can be read as well; the next piece of code tries again.
    load().then(
      (part) => loaded.set(part.highlight),
      () => {},
    )
  },
}
