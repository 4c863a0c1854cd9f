import type { Seq } from '@chat/protocol'

/**
 * What one has changed of one's own and one's log has not brought back yet. It shows at once, and is taken back where it is
 * refused.
 */
export function createOwnWishes<Wish>({
  cursor,
  onChanged,
}: {
  /** How far one's log is known. */
  readonly cursor: () => Seq
  /** What is wished is not what it was. */
  readonly onChanged: () => void
}) {
  /** With where the log has it at the latest, once that is known. */
  const wishes = new Map<Wish, Seq | undefined>()
  /** What is wished is said one after another. */
  let underWay: Promise<unknown> = Promise.resolve()

  return {
    /** In the order in which they were made. */
    all: (): Wish[] => [...wishes.keys()],
    /**
     * Shows a wish and has it said.
     *
     * @throws {RequestError} if it could not be, and does not show any more
     */
    async make(wish: Wish, say: () => Promise<{ readonly seq: Seq }>): Promise<void> {
      wishes.set(wish, undefined)
      onChanged()
      const said = underWay.then(say)
      underWay = said.catch(() => {})
      try {
        const { seq } = await said
        if (wishes.has(wish) && seq > cursor()) wishes.set(wish, seq)
        else wishes.delete(wish)
      } catch (error) {
        wishes.delete(wish)
        throw error
      } finally {
        onChanged()
      }
    },
    /** One's log has come further: it has some of them. */
    settle(): void {
      for (const [wish, seq] of wishes) if (seq !== undefined && seq <= cursor()) wishes.delete(wish)
    },
    /** Somebody else is signed in. */
    clear: (): void => wishes.clear(),
  }
}
