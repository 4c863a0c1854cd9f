import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { asyncApiDocument } from './docs/asyncapi-document.ts'
import { protocolPage } from './docs/protocol-page.ts'

// Writes the reference of the wire out of the contract. With --check it writes nothing and fails where a file is stale.

const root = join(import.meta.dirname, '..')
const pages: Readonly<Record<string, string>> = {
  'docs/protocol.md': protocolPage(),
  'docs/asyncapi.json': `${JSON.stringify(asyncApiDocument(), null, 2)}\n`,
}
const check = process.argv.includes('--check')

for (const [path, content] of Object.entries(pages)) {
  const file = join(root, path)
  const current = await readFile(file, 'utf8').catch(() => '')
  if (current === content) continue
  if (check) {
    console.log(
      `${path} is not what the contract says. Run \`pnpm generate\` and commit the result.\n${firstDifference(current, content)}`,
    )
    process.exitCode = 1
  } else {
    await writeFile(file, content)
    console.log(`wrote ${path}`)
  }
}

function firstDifference(current: string, content: string): string {
  const [before, after] = [current.split('\n'), content.split('\n')]
  const line = after.findIndex((text, index) => text !== before[index])
  const at = line === -1 ? after.length : line
  return [`  line ${at + 1}`, `  - ${before[at] ?? '(nothing)'}`, `  + ${after[at] ?? '(nothing)'}`].join('\n')
}
