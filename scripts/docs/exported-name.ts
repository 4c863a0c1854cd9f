import * as protocol from '../../packages/protocol/src/index.ts'

/** The name under which the package exports a definition: `sendMessage` for `message:send`. */
export function exportedName(definition: { readonly name: string }): string {
  const found = Object.entries(protocol).find(([, value]) => value === definition)
  if (!found) throw new Error(`@chat/protocol does not export ${definition.name}`)
  return found[0]
}
