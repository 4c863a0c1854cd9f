import { settings } from './config.ts'
import { version } from './version.ts'

const WIDTH = Math.max(...settings.map(({ name }) => name.length)) + 2

const table = settings.map(({ name, default: value, description }) => {
  const text = value === undefined ? description : `${description} Default: ${value}`
  return `  ${name.padEnd(WIDTH)}${wrap(text, 78 - WIDTH).join(`\n  ${' '.repeat(WIDTH)}`)}`
})

/** What `--help` shows. */
export const helpText = `Chat ${version}: a chat server for your own team or community.

Everything is set in the environment:

${table.join('\n')}

Options: --help, --version
`

function wrap(text: string, width: number): string[] {
  const lines = ['']
  for (const word of text.replaceAll('`', '').split(' ')) {
    const line = lines.at(-1) ?? ''
    if (line !== '' && line.length + word.length >= width) lines.push(word)
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`
  }
  return lines
}
