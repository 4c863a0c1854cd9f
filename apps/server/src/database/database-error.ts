import { ConfigError } from '../config.ts'

/** What to run where there is no database that Chat can use. The locale goes with every encoding. */
export const MAKE_DATABASE = "create database chat encoding 'UTF8' locale 'C' template template0"

const OTHER_AUTHORITY =
  'Add sslrootcert=/path/to/ca.pem to DATABASE_URL, the certificate of whoever has signed its own.'

/** What to do, by what PostgreSQL, TLS or node-postgres says. */
const ADVICE: readonly (readonly [RegExp, string])[] = [
  [/^28P01 |password must be a string/, 'Set DATABASE_URL to postgres://user:password@host/name, as it knows them.'],
  [/^28000 .*no encryption/, 'Where it wants TLS, add ?sslmode=verify-full to DATABASE_URL.'],
  [/^3D000 /, `Make it, with: ${MAKE_DATABASE}`],
  [/^42501 /, 'Chat makes its tables itself. Make its user the owner of that database.'],
  [/does not support SSL/, 'Take sslmode out of DATABASE_URL.'],
  [/SELF_SIGNED_CERT|UNABLE_TO_(VERIFY|GET_ISSUER)/, OTHER_AUTHORITY],
  [/^ERR_TLS_CERT_ALTNAME/, 'Set DATABASE_URL to the host name that its certificate is for.'],
]

/** Why the database cannot be used, in words about the setting that names it. */
export function databaseError(error: unknown): ConfigError {
  // A name may stand for several addresses, each of which has been tried.
  const tried: unknown[] = error instanceof AggregateError ? error.errors : [error]
  const reasons = tried.map((one) => (one instanceof Error ? one.message : String(one))).join(', ')
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const [, advice] = ADVICE.find(([pattern]) => pattern.test(`${code} ${reasons}`)) ?? []
  const isItsAnswer = error instanceof Error && 'severity' in error
  const sentence = `The database that DATABASE_URL names ${isItsAnswer ? 'says' : 'cannot be reached'}: ${reasons}`
  return new ConfigError(advice === undefined ? sentence : `${sentence}. ${advice}`, { cause: error })
}
