import type { PersonChanges, PersonItem, PersonKind, Seq } from '@chat/protocol'

/** What is one's own, by kind, and by what tells things of one kind apart. */
export type PersonItems = { readonly [Kind in PersonKind]: ReadonlyMap<string, PersonItem<Kind>> }

/** What is one's own, complete up to a position of one's log. */
export interface PersonState {
  readonly cursor: Seq
  readonly items: PersonItems
}

const NOTHING: PersonItems = {
  saved: new Map(),
  reminders: new Map(),
  scheduled: new Map(),
  drafts: new Map(),
  notify: new Map(),
  notifyDefaults: new Map(),
}

/** Before the server has told anything. */
export const emptyPersonState: PersonState = { cursor: 0, items: NOTHING }

/** What follows from changes: `gap` if they do not begin at the cursor, and what came after it is to be pulled. */
export function applyPersonChanges(state: PersonState, changes: PersonChanges): PersonState | 'gap' {
  if (changes.to <= state.cursor) return state
  if (changes.from !== state.cursor) return 'gap'
  return { cursor: changes.to, items: itemsAfter(state.items, changes) }
}

/** The state that changes make which are everything there is. */
export function replacedBy(changes: PersonChanges): PersonState {
  return { cursor: changes.to, items: itemsAfter(NOTHING, changes) }
}

/** The state in the form in which the server tells it. */
export function toPersonChanges({ cursor, items }: PersonState): PersonChanges {
  const lists = Object.entries(items).map(([kind, things]) => [kind, [...things.values()]])
  return { from: 0, to: cursor, head: cursor, ...Object.fromEntries(lists) }
}

/** Whether what was cached is of a version that knew as many kinds: of others it would never hear. */
export function knowsEveryKind(cached: PersonChanges): boolean {
  return Object.keys(NOTHING).every((kind) => kind in cached)
}

/** Every kind of the contract has a line here; one without does not compile. */
function itemsAfter(before: PersonItems, changes: PersonChanges): PersonItems {
  function after<Kind extends PersonKind>(kind: Kind, subjectOf: (item: PersonItem<Kind>) => string) {
    const gone = changes.gone?.filter((one) => one.kind === kind).map(({ subject }) => subject)
    return merge(before[kind], changes[kind] ?? [], gone ?? [], subjectOf)
  }
  return {
    saved: after('saved', ({ messageId }) => messageId),
    reminders: after('reminders', ({ messageId }) => messageId),
    scheduled: after('scheduled', ({ id }) => id),
    drafts: after('drafts', ({ roomId }) => roomId),
    notify: after('notify', ({ roomId }) => roomId),
    // There is one.
    notifyDefaults: after('notifyDefaults', () => 'all'),
  }
}

function merge<Item>(
  before: ReadonlyMap<string, Item>,
  changed: readonly Item[],
  gone: readonly string[],
  subjectOf: (item: Item) => string,
): ReadonlyMap<string, Item> {
  if (changed.length === 0 && !gone.some((subject) => before.has(subject))) return before
  const after = new Map(before)
  for (const item of changed) after.set(subjectOf(item), item)
  for (const subject of gone) after.delete(subject)
  return after
}
