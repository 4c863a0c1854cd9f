import type { User, UserId } from '@chat/protocol'

/** As many are shown; whoever looks for somebody else types a part of their name. */
const SHOWN = 50

const names = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

/** Of the people whom one knows, those whose name has what was typed, by name and without oneself. */
export function peopleToInvite(
  users: Iterable<User>,
  { query, me }: { readonly query: string; readonly me: UserId | undefined },
): User[] {
  const wanted = query.trim().toLowerCase()
  return Array.from(users)
    .filter(({ id, name }) => id !== me && name.toLowerCase().includes(wanted))
    .sort((a, b) => names.compare(a.name, b.name) || (a.id < b.id ? -1 : 1))
    .slice(0, SHOWN)
}
