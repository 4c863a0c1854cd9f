import { type Config, ConfigError } from './config.ts'

const NO_SUCH_NAME = 'Nobody knows that name. Set HOST to an address of this machine, or leave it out.'

/** What to set, by what the operating system says. */
const ADVICE: Readonly<Record<string, string>> = {
  EADDRINUSE: 'Something else uses that address. Set PORT to another port.',
  EACCES: 'This user may not listen there. Set PORT to a port above 1023.',
  EADDRNOTAVAIL: 'This machine has no such address. Set HOST to one that it has, or leave it out.',
  ENOTFOUND: NO_SUCH_NAME,
  EAI_AGAIN: NO_SUCH_NAME,
}

/** Why the server cannot listen where the settings say, in words about the settings where they are the reason. */
export function listenError({ host, port }: Pick<Config, 'host' | 'port'>, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const advice = ADVICE[code]
  if (advice === undefined) return error
  return new ConfigError(`HOST is ${host} and PORT is ${port}: ${code}. ${advice}`, { cause: error })
}
