import type { LoggerOptions } from 'pino'

type LogMethod = NonNullable<NonNullable<LoggerOptions['hooks']>['logMethod']>

const EVERY_MS = 10_000
const MAX_REMEMBERED = 100

/**
 * Keeps a log readable where everything fails for one reason, as while the database is away: the same failure is written
 * once in ten seconds, and then says how often it came since.
 *
 * @param now tells the time in milliseconds
 */
export function writeRepeatsSeldom(now: () => number): LogMethod {
  const written = new Map<string, { readonly at: number; repeated: number }>()
  return function logMethod(args, method) {
    const [details, message] = args
    const reason = reasonOf(details)
    if (reason === undefined) return method.apply(this, args)
    const key = `${String(message)} ${reason}`
    const last = written.get(key)
    // As long ago as ahead: the clock may be set back.
    if (last && Math.abs(now() - last.at) < EVERY_MS) {
      last.repeated += 1
      return
    }
    written.delete(key)
    written.set(key, { at: now(), repeated: 0 })
    const [oldest] = written.keys()
    if (written.size > MAX_REMEMBERED && oldest !== undefined) written.delete(oldest)
    if (last && last.repeated > 0)
      return method.call(this, { ...Object(details), repeated: last.repeated }, String(message))
    method.apply(this, args)
  }
}

function reasonOf(details: unknown): string | undefined {
  if (typeof details !== 'object' || details === null || !('err' in details)) return undefined
  return details.err instanceof Error ? details.err.message : undefined
}
