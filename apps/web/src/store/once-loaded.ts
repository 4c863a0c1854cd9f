const NOT_LOADED = 'A part of the app could not be loaded. Check your connection and try again, or reload the page.'

interface Loader<Part> {
  /** Fails with words for the person who waits. */
  (): Promise<Part>
  /** What is there already, for whoever cannot wait. */
  loaded(): Part | undefined
}

/** Loads a part of the app once; what failed is tried again by whoever needs it next. */
export function onceLoaded<Part>(load: () => Promise<Part>): Loader<Part> {
  let loading: Promise<Part> | undefined
  let part: Part | undefined
  const keep = (loaded: Part) => {
    part = loaded
    return loaded
  }
  const loader = () =>
    (loading ??= load().then(keep, (cause: unknown) => {
      loading = undefined
      throw new Error(NOT_LOADED, { cause })
    }))
  return Object.assign(loader, { loaded: () => part })
}
