/** Blocks between fences and spans between backticks, finished or not. */
const CODE = /```[\s\S]*?(?:```|$)|`[^`\n]*(?:`|$)/g

/** Changes a text where it is no code. */
export function outsideCode(text: string, change: (part: string) => string): string {
  let changed = ''
  let end = 0
  for (const { 0: code, index } of text.matchAll(CODE)) {
    changed += change(text.slice(end, index)) + code
    end = index + code.length
  }
  return changed + change(text.slice(end))
}

/** Whether what is written at the end of a text will be code. */
export function isInCode(text: string): boolean {
  const last = [...text.matchAll(CODE)].at(-1)
  if (last === undefined || last.index + last[0].length < text.length) return false
  const [code] = last
  return code.startsWith('```') ? code.length < 6 || !code.endsWith('```') : code.length < 2 || !code.endsWith('`')
}
