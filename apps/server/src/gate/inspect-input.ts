import { limits } from '@chat/protocol'

/**
 * Looks at a request before any schema does: how deeply it nests, and for what JSON text cannot say (binary) or what
 * only an attacker says (`__proto__`). Does not recurse, so that no depth can hurt.
 *
 * @returns what is wrong, in words for the sender; undefined if nothing is
 */
export function inspectInput(input: unknown): string | undefined {
  const open: { value: unknown; depth: number }[] = [{ value: input, depth: 1 }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, depth } = next
    if (typeof value !== 'object' || value === null) continue
    if (depth > limits.inputDepth) return `Nested more than ${limits.inputDepth} levels deep`
    if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return 'Binary content is not accepted'
    if (Object.hasOwn(value, '__proto__')) return 'A key must not be __proto__'
    for (const inner of Object.values(value)) open.push({ value: inner, depth: depth + 1 })
  }
  return undefined
}
