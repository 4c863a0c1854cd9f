/** What stands before "typing…"; undefined where nobody is. */
export function describeTypists(names: readonly string[]): { who: string; are: 'is' | 'are' } | undefined {
  const [first, second, ...more] = names
  if (first === undefined) return undefined
  if (second === undefined) return { who: first, are: 'is' }
  return more.length === 0 ? { who: `${first} and ${second}`, are: 'are' } : { who: 'Several people', are: 'are' }
}
