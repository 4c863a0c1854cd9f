import { refuseNode } from './refuse-node.ts'

// What the program consists of is loaded only then: an addon for a newer Node ends an older one without a word.
const refusal = refuseNode(process.versions)
if (refusal === undefined) await import('./program.ts')
else {
  process.stderr.write(`Chat cannot start.\n${refusal}\n`)
  process.exitCode = 1
}
