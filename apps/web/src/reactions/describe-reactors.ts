import type { Reaction, User, UserId } from '@chat/protocol'

/** How many are named before the others are counted. */
const NAMED = 3

/** How many people react with an emoji. */
export function countOf({ userIds, count = userIds.length }: Reaction): number {
  return count
}

/** Who reacts with an emoji, in words: "You, Ann and 3 others". */
export function describeReactors(
  reaction: Reaction,
  { me, users }: { readonly me: UserId | undefined; readonly users: ReadonlyMap<UserId, User> },
): string {
  const { userIds } = reaction
  const mine = me !== undefined && userIds.includes(me)
  const others = userIds.flatMap((id) => (id === me ? [] : (users.get(id)?.name ?? [])))
  const names = [...(mine ? ['You'] : []), ...others].slice(0, NAMED)
  const left = countOf(reaction) - names.length
  // Nobody counts a single one whom there is room to name.
  const rest = left === 0 ? [] : [names.length === 0 ? people(left) : left === 1 ? '1 other' : `${left} others`]
  return new Intl.ListFormat('en', { style: 'long', type: 'conjunction' }).format([...names, ...rest])
}

function people(count: number): string {
  return count === 1 ? 'Somebody' : `${count} people`
}
