const NOT_LOADED = 'A part of the app could not be loaded. Check your connection and try again, or reload the page.'

/**
 * Loads a part of the app once; what failed is tried again by whoever needs it next.
 *
 * @returns a loader that fails with words for the person who waits
 */
export function onceLoaded<Part>(load: () => Promise<Part>): () => Promise<Part> {
  let loading: Promise<Part> | undefined
  return () =>
    (loading ??= load().catch((cause: unknown) => {
      loading = undefined
      throw new Error(NOT_LOADED, { cause })
    }))
}
