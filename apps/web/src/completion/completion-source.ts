/** Something that what is being written can be completed to. */
export interface Completion {
  /** Tells it from the others. */
  readonly id: string
  /** Stands before the label: a sign that needs no words. */
  readonly sign: string
  readonly label: string
  /** Takes the place of the trigger and what follows it. */
  readonly text: string
}

/** What completes what is written after one sign, such as `:` for emoji. */
export interface CompletionSource {
  readonly trigger: string
  /** What the list is called. */
  readonly title: string
  /** What may stand between the trigger and the caret for the list to open. */
  readonly query: RegExp
  /** The best first, as many as are worth showing; none where nothing fits. */
  find(query: string): Promise<readonly Completion[]>
}
