/** Who looks at what: connections by the id of a room or person, and back. */
export class Watchers<Id extends string> {
  readonly #byId = new Map<Id, Set<string>>()
  readonly #byConnection = new Map<string, readonly Id[]>()

  /** Replaces what a connection looks at. */
  set(connectionId: string, ids: readonly Id[]): void {
    for (const id of this.#byConnection.get(connectionId) ?? []) {
      const watching = this.#byId.get(id)
      watching?.delete(connectionId)
      if (watching?.size === 0) this.#byId.delete(id)
    }
    if (ids.length === 0) this.#byConnection.delete(connectionId)
    else this.#byConnection.set(connectionId, ids)
    for (const id of ids) {
      const watching = this.#byId.get(id)
      if (watching) watching.add(connectionId)
      else this.#byId.set(id, new Set([connectionId]))
    }
  }

  idsOf(connectionId: string): readonly Id[] {
    return this.#byConnection.get(connectionId) ?? []
  }

  of(id: Id): Iterable<string> {
    return this.#byId.get(id) ?? []
  }
}
