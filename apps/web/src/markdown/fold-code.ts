/** How much is shown of what is longer than `longest` lines: that something is hidden is worth it for a few lines only. */
const LINES = { shown: 20, longest: 25 }

/** How many lines it has, and those that are shown first; undefined where all of it is shown. */
export function foldCode(code: string): { count: number; first: string; rest: string } | undefined {
  const lines = code.replace(/\n$/, '').split('\n')
  if (lines.length <= LINES.longest) return undefined
  const first = lines.slice(0, LINES.shown).join('\n')
  return { count: lines.length, first, rest: code.slice(first.length + 1) }
}
