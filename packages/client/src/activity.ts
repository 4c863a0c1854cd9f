/** What a device notices of whoever is at it. */
export interface Activity {
  /** Calls the listener whenever somebody touches the device, until the returned function is called. */
  subscribe(listener: () => void): () => void
}
