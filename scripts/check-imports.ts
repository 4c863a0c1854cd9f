import { join } from 'node:path'
import { cruise } from 'dependency-cruiser'
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'

/** Without a compiler that it can use, dependency-cruiser reads nothing and calls that a success. */
const AT_LEAST_MODULES = 250

const root = join(import.meta.dirname, '..')
process.chdir(root)

const options = await extractOptions(join(root, '.dependency-cruiser.mjs'))
const { output } = await cruise(['packages', 'apps', 'e2e', 'scripts'], options)
if (typeof output === 'string') throw new Error('dependency-cruiser answered with a text')

const { summary, modules } = output
const ours = modules.filter(({ source }) => !source.includes('node_modules') && /[.]tsx?$/.test(source))
for (const { rule, from, to, cycle, comment } of summary.violations) {
  const way = cycle ? [from, ...cycle.map(({ name }) => name)].join(' -> ') : `${from} -> ${to}`
  console.log(`${rule.severity} ${rule.name}: ${way}${comment ? `\n  ${comment}` : ''}`)
}
if (ours.length < AT_LEAST_MODULES) {
  console.log(
    `Only ${ours.length} modules were read, fewer than ${AT_LEAST_MODULES}: see packageExtensions in pnpm-workspace.yaml`,
  )
}
console.log(`${ours.length} modules, ${summary.totalDependenciesCruised} imports`)
process.exitCode = summary.violations.length > 0 || ours.length < AT_LEAST_MODULES ? 1 : 0
