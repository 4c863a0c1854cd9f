/** What the layers need of the browser. */
export type LayeredPage = Pick<
  typeof globalThis,
  'history' | 'location' | 'matchMedia' | 'addEventListener' | 'setTimeout' | 'clearTimeout'
>

interface Layer {
  readonly close: () => void
  /** It has an entry of its own in the history. */
  readonly hasStep: boolean
}

/** What an entry of the history keeps: which place it belongs to, and how many layers lie over that. */
interface Step {
  readonly place: number
  readonly over: number
}

/** A step through the history that has not arrived by then does not arrive any more. */
const ARRIVES_WITHIN_MS = 1_000

/**
 * What lies over the page: dialogs, menus, cards. On what is used with a finger, Back closes what is on top, so each has an
 * entry in the history, which is taken away again when it closes in another way. With a mouse Back is a step to another
 * place; that closes them all, and the history holds nothing but places.
 */
export function createLayers(page: LayeredPage) {
  const open: Layer[] = []
  let last = { place: 0, over: 0, href: '' }
  /** A step of our own is under way: what the history is then is known once it has arrived. */
  let underWay: ReturnType<LayeredPage['setTimeout']> | undefined
  let afterwards: (() => void) | undefined

  const step = (): Partial<Step> => Object(page.history.state)
  const steps = (): number => step().over ?? 0

  function note(): void {
    last = { place: 0, over: 0, ...step(), href: page.location.href }
  }

  function add(): void {
    const { place = Date.now(), over = 0 } = step()
    if (over === 0) page.history.replaceState({ place, over } satisfies Step, '')
    page.history.pushState({ place, over: over + 1 } satisfies Step, '')
    note()
  }

  function go(by: number): void {
    underWay = page.setTimeout(() => {
      page.history.replaceState(null, '')
      arrive()
    }, ARRIVES_WITHIN_MS)
    page.history.go(by)
  }

  function arrive(): void {
    page.clearTimeout(underWay)
    underWay = undefined
    note()
    const next = afterwards
    afterwards = undefined
    next?.()
    settle()
  }

  /** Gives the history as many entries as there are layers. */
  function settle(): void {
    if (underWay !== undefined) return
    const wanted = open.filter(({ hasStep }) => hasStep).length
    while (steps() < wanted) add()
    if (steps() > wanted) go(wanted - steps())
  }

  /** Not at once: where one thing closes and another opens, the entry stays. */
  const settleSoon = (): void => void page.setTimeout(settle, 0)

  function closeFrom(index: number): void {
    for (const { close } of open.slice(index).reverse()) close()
    settleSoon()
  }

  function onPopState(): void {
    const { place, over = 0 } = step()
    // The place was given another address while something lay over it.
    if (place === last.place && over < last.over && page.location.href !== last.href) {
      page.history.replaceState(page.history.state, '', last.href)
    }
    if (underWay !== undefined) arrive()
    else {
      note()
      closeFrom(over)
    }
  }

  return {
    /** Follows the history. Before anybody else does: they are to find the address as it will stay. */
    watch(): void {
      page.addEventListener('popstate', onPopState)
      note()
      // What was open before the page was loaded again is not.
      settle()
    },
    /** Something is open from now on, over everything else. @returns to be called once it is closed */
    add(close: () => void): () => void {
      const layer = { close, hasStep: page.matchMedia('(pointer: coarse)').matches }
      open.push(layer)
      settleSoon()
      return () => {
        open.splice(open.indexOf(layer), 1)
        settleSoon()
      }
    },
    /** Goes to another place, out of everything that lies over this one. `onArrived` is called there. */
    leaveFor(href: string, onArrived: () => void): void {
      closeFrom(0)
      const enter = () => {
        page.history.pushState(null, '', href)
        note()
        onArrived()
      }
      // Out of the entries of all layers first: what is pushed there cuts them off, so that Forward leads into none of them.
      const leave = () => {
        if (steps() === 0) return enter()
        afterwards = enter
        go(-steps())
      }
      if (href === page.location.href) {
        afterwards = undefined
        onArrived()
      } else if (underWay === undefined) leave()
      else afterwards = leave
    },
    /** Gives the place another address. */
    rename(href: string): void {
      page.history.replaceState(page.history.state, '', href)
      note()
    },
  }
}

/** Those of this page. */
export const layers = createLayers(globalThis)
