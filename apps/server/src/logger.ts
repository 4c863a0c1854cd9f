import type { Writable } from 'node:stream'
import { type Logger, type LoggerOptions, pino, stdSerializers } from 'pino'
import type { Config } from './config.ts'
import { writeRepeatsSeldom } from './write-repeats-seldom.ts'

export type { Logger }

/**
 * What never reaches a log, wherever in an object it stands. The first defence is that nobody logs a body, a header or
 * a query string at all; this is the second.
 */
const SECRETS = ['authorization', 'cookie', 'set-cookie', 'set-auth-token', 'token', 'password', 'secret', 'text']

const redact = SECRETS.flatMap((name) => [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`])

/**
 * Makes the process's logger: one JSON object a line, or lines for a person where `prettyStream` is given.
 *
 * @param destination where lines go; standard output by default
 * @param now tells the time in milliseconds
 */
export function createLogger(config: Pick<Config, 'logLevel'>, destination?: Writable, now = Date.now): Logger {
  const options: LoggerOptions = {
    level: config.logLevel,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: describeError },
    redact: { paths: redact, censor: '[redacted]' },
    hooks: { logMethod: writeRepeatsSeldom(now) },
  }
  return destination ? pino(options, destination) : pino(options)
}

/**
 * What the log has of an error. Not what others have put beside it: PostgreSQL quotes the row that it does not take, and
 * Node the address that it cannot read.
 */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const { type, message, stack } = stdSerializers.err(error)
  return {
    ...{ type, message, stack },
    ...('code' in error && typeof error.code === 'string' && { code: error.code }),
    // Of the addresses that a host name stands for, each of which was tried.
    ...(error instanceof AggregateError && { errors: error.errors.map(describeError) }),
  }
}

/** A stream that turns log lines into lines for a person, where a person looks at them and pino-pretty is installed. */
export async function prettyStream(output: { isTTY?: boolean }): Promise<Writable | undefined> {
  if (!output.isTTY) return undefined
  try {
    const { default: pretty } = await import('pino-pretty')
    return pretty({
      sync: true,
      singleLine: true,
      translateTime: 'SYS:HH:MM:ss',
      ignore: 'url,link,version,reason,steps',
    })
  } catch {
    return undefined
  }
}
