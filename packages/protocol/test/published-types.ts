import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/**
 * What TypeScript users see of the package, as text to compare: the declarations of every module, without comments.
 * The two lists of the contract, which repeat all the rest, are only named.
 *
 * @param dist the folder with the built package
 */
export async function publishedTypes(dist: string): Promise<string> {
  const files = (await readdir(dist)).filter((file) => file.endsWith('.d.ts')).sort()
  const modules = files.map(async (file) => `// ${file}\n${withoutNoise(await readFile(join(dist, file), 'utf8'))}`)
  return (await Promise.all(modules)).join('\n')
}

function withoutNoise(declarations: string): string {
  return declarations
    .replace(/\/\*\*.*?\*\/\s*/gs, '')
    .replace(/^import .*\n/gm, '')
    .replace(/^(export declare const (?:requests|events)): .*?^\}?.*?\];$/gms, '$1: readonly [...];')
    .replaceAll(/import\("[^"]+"\)\./g, '')
}
