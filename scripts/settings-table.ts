import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { settings } from '../apps/server/src/config.ts'

const readme = join(import.meta.dirname, '../README.md')
const MARKED = /(<!-- settings -->\n\n)[\s\S]*?(\n*<!-- \/settings -->)/

const rows = settings.map(({ name, default: value, description }) => {
  const cells = [`\`${name}\``, value === undefined ? '' : `\`${value}\``, description]
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
})
const table = ['| Setting | Default | What it does |', '|---|---|---|', ...rows].join('\n')

const before = await readFile(readme, 'utf8')
if (!MARKED.test(before)) throw new Error('README.md has no place for the settings between its markers')
const after = before.replace(MARKED, (_, start, end) => `${start}${table}\n\n${end.trim()}`)

if (after === before) console.log(`${settings.length} settings, as in the README`)
else if (process.argv.includes('--check')) {
  console.log('The settings in README.md are not those of apps/server/src/config.ts: run `pnpm generate`.')
  process.exitCode = 1
} else await writeFile(readme, after)
