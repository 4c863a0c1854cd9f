import { isIP } from 'node:net'
import { resolve } from 'node:path'
import ipaddr from 'ipaddr.js'
import { z } from 'zod'
import { allowanceNames, parseRateLimits, type RateLimitSettings } from './gate/rate-limit-settings.ts'

/** A setting has a value that nobody can start with. The message has one line for each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

const onOff = z
  .string()
  .regex(/^(on|off)$/, 'must be on or off')
  .transform((value) => value === 'on')

const list = z.string().transform((value) =>
  value
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== ''),
)

const Environment = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a port number, 0 to 65535')
    .transform(Number)
    .refine((port) => port <= 65_535, 'must be a port number, 0 to 65535')
    .prefault('3000')
    .describe('The TCP port to listen on. 0 picks a free one.'),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, 'must be a host name or an IP address')
    .prefault('0.0.0.0')
    .describe('The address to listen on. `127.0.0.1` keeps the server to this machine.'),
  DATA_DIR: z
    .string()
    .transform((path) => resolve(path))
    .prefault('./data')
    .describe('The folder for the embedded database and the generated secret. Back it up.'),
  DATABASE_URL: z
    .string()
    .refine(isPostgresUrl, 'must be a URL that starts with postgres:// or postgresql://')
    .optional()
    .describe('A PostgreSQL database (`postgres://user:password@host/name`) in place of the embedded one.'),
  PUBLIC_URL: z
    .string()
    .refine(
      (url) => isOrigin(url.replace(/\/$/, '')),
      'must be the address that people open, such as https://chat.example.org',
    )
    .transform((url) => url.replace(/\/$/, ''))
    .optional()
    .describe(
      'The address that people open, such as `https://chat.example.org`. Set it wherever others than you connect: the ' +
        'server then accepts browsers from there alone, and over https it marks its cookies as secure.',
    ),
  ALLOWED_ORIGINS: list
    .refine(
      (origins) => origins.every(isOrigin),
      'must be origins such as https://chat.example.org, with commas between',
    )
    .prefault('')
    .describe('Further addresses under which people open this server, with commas between.'),
  TRUST_PROXY: list
    .refine(
      (addresses) => addresses.every(isAddressOrRange),
      'must be IP addresses or CIDR ranges of your own proxies, with commas between',
    )
    .prefault('')
    .describe(
      'IP addresses or CIDR ranges of the reverse proxies in front, with commas between, whose `X-Forwarded-*` headers ' +
        'to believe.',
    ),
  AUTH_SECRET: z
    .string()
    .min(32, 'must have at least 32 characters')
    .optional()
    .describe('Signs the session cookies. Made at the first start and kept in `DATA_DIR/auth-secret` if absent.'),
  GUESTS: onOff.prefault('on').describe('Whether people may join with a name alone, without an account.'),
  SIGN_UP: onOff
    .prefault('on')
    .describe('Whether people may make themselves an account with an e-mail address and a password.'),
  SMTP_URL: z
    .string()
    .refine(isSmtpUrl, 'must be a URL that starts with smtp:// or smtps://')
    .optional()
    .describe(
      'A mail server (`smtps://user:password@host`). With it, people confirm their e-mail address and reset a ' +
        'forgotten password. Needs `MAIL_FROM` and `PUBLIC_URL`.',
    ),
  MAIL_FROM: z
    .string()
    .regex(
      /^[^\s@<>]+@[^\s@<>]+$|^[^<>\r\n]+ <[^\s@<>]+@[^\s@<>]+>$/,
      'must be an address such as Chat <chat@example.org>',
    )
    .optional()
    .describe('Whom the mails come from, such as `Chat <chat@example.org>`.'),
  OIDC_ISSUER: z
    .string()
    .refine(isIssuer, 'must be the issuer of an OpenID Connect provider, such as https://login.example.org')
    .optional()
    .describe(
      'An OpenID Connect provider that people may sign in through, such as `https://login.example.org/realms/all`: its ' +
        'issuer, as its `.well-known/openid-configuration` writes it. Needs `OIDC_CLIENT_ID`, `OIDC_CLIENT_SECRET` and ' +
        '`PUBLIC_URL`. Tell it the redirect address `PUBLIC_URL/provider`.',
    ),
  OIDC_CLIENT_ID: z.string().optional().describe('What the provider calls this server.'),
  OIDC_CLIENT_SECRET: z.string().optional().describe('The secret that the provider gave this server.'),
  OIDC_NAME: z
    .string()
    .max(40, 'must have at most 40 characters')
    .optional()
    .describe("What people know the provider as: “Continue with …”. The issuer's host name if absent."),
  RATE_LIMITS: z
    .string()
    .transform((text, { addIssue }) => {
      if (text === 'off') return undefined
      const limits = parseRateLimits(text === 'on' ? '' : text)
      if (!limits) addIssue(`must be on, off, or limits such as write=500/10,address=50 (${allowanceNames.join(', ')})`)
      return limits
    })
    .prefault('on')
    .describe(
      'How much one may ask for: `on`, `off` (for load tests only), or what to replace, with commas between. ' +
        '`write=500/10` lets an account write 500 times within 10 seconds; there are ' +
        `${allowanceNames.map((name) => `\`${name}\``).join(', ')}, of which \`connect\` counts the connections of an ` +
        'address. `address=50` gives one address as much as fifty accounts.',
    ),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'must be a level, such as info or debug')
    .prefault('info')
    .describe('How much to log: `fatal`, `error`, `warn`, `info`, `debug`, `trace` or `silent`.'),
})

export interface MailConfig {
  readonly smtpUrl: string
  readonly from: string
}

/** A provider that people sign in through. */
export interface ProviderConfig {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly name: string
}

/** What the environment says, checked. Origins have no trailing slash. */
export interface Config {
  readonly port: number
  readonly host: string
  readonly dataDir: string
  readonly databaseUrl: string | undefined
  readonly publicUrl: string | undefined
  readonly allowedOrigins: readonly string[]
  readonly trustProxy: readonly string[]
  readonly authSecret: string | undefined
  readonly guests: boolean
  readonly signUp: boolean
  /** The mail server and the sender; undefined if this server sends no mails. */
  readonly mail: MailConfig | undefined
  /** Undefined if people sign in through no provider. */
  readonly provider: ProviderConfig | undefined
  /** undefined lets everything pass. */
  readonly rateLimits: RateLimitSettings | undefined
  readonly logLevel: z.output<typeof Environment>['LOG_LEVEL']
}

/** The settings as a table for people: what README and `--help` show. */
export const settings: readonly { name: string; default: string | undefined; description: string }[] = Object.entries(
  Environment.shape,
).map(([name, schema]) => ({
  name,
  default: schema instanceof z.ZodPrefault ? String(schema.def.defaultValue) || undefined : undefined,
  description: schema.description ?? '',
}))

/** Their values may be secrets or hold one, so no message repeats them. */
const SECRET = new Set<PropertyKey | undefined>(['AUTH_SECRET', 'DATABASE_URL', 'SMTP_URL', 'OIDC_CLIENT_SECRET'])

/**
 * Reads the settings out of the environment. A setting that is there but empty counts as absent.
 *
 * @throws {ConfigError} if one or more are wrong
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()))
  const { data, error } = Environment.safeParse(present)
  if (error) {
    const problems = error.issues.map(({ path: [name], message }) =>
      SECRET.has(name) ? `${String(name)} ${message}` : `${String(name)} ${message}, not "${present[String(name)]}"`,
    )
    throw new ConfigError(problems.join('\n'))
  }
  return {
    port: data.PORT,
    host: data.HOST,
    dataDir: data.DATA_DIR,
    databaseUrl: data.DATABASE_URL,
    publicUrl: data.PUBLIC_URL,
    allowedOrigins: data.ALLOWED_ORIGINS,
    trustProxy: data.TRUST_PROXY,
    authSecret: data.AUTH_SECRET,
    guests: data.GUESTS,
    signUp: data.SIGN_UP,
    mail: mailConfig(data),
    provider: providerConfig(data),
    rateLimits: data.RATE_LIMITS,
    logLevel: data.LOG_LEVEL,
  }
}

/** @throws {ConfigError} if a part of it is missing */
function mailConfig({ SMTP_URL, MAIL_FROM, PUBLIC_URL }: z.output<typeof Environment>): MailConfig | undefined {
  if (SMTP_URL === undefined && MAIL_FROM === undefined) return undefined
  if (SMTP_URL === undefined || MAIL_FROM === undefined) {
    throw new ConfigError('SMTP_URL and MAIL_FROM belong together: set both or none')
  }
  if (PUBLIC_URL === undefined) throw new ConfigError('SMTP_URL needs PUBLIC_URL, for the links in the mails')
  return { smtpUrl: SMTP_URL, from: MAIL_FROM }
}

/** @throws {ConfigError} if a part of it is missing */
function providerConfig(data: z.output<typeof Environment>): ProviderConfig | undefined {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, OIDC_NAME: name } = data
  if ([issuer, clientId, clientSecret, name].every((value) => value === undefined)) return undefined
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) {
    throw new ConfigError('OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET belong together: set all or none')
  }
  if (data.PUBLIC_URL === undefined) throw new ConfigError('OIDC_ISSUER needs PUBLIC_URL, to which people come back')
  return { issuer, clientId, clientSecret, name: name ?? new URL(issuer).host }
}

/** Whether it can be believed who answers there: over https, or on this machine. */
function isIssuer(value: string): boolean {
  if (!URL.canParse(value)) return false
  const { protocol, hostname, search, hash, username } = new URL(value)
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
  return (protocol === 'https:' || (protocol === 'http:' && isHere)) && search + hash + username === ''
}

function isSmtpUrl(value: string): boolean {
  return /^smtps?:\/\//.test(value) && URL.canParse(value)
}

function isPostgresUrl(value: string): boolean {
  return /^postgres(ql)?:\/\//.test(value) && URL.canParse(value)
}

/** Whether the text is exactly what a browser sends as `Origin` from there: scheme, host, port if unusual, no path. */
function isOrigin(value: string): boolean {
  return /^https?:\/\/[^*]+$/.test(value) && URL.canParse(value) && new URL(value).origin === value
}

/**
 * A range that holds every address is refused: it would let anybody say where they come from. So is an IPv4 address written
 * as an IPv6 one, in whatever way, since a prefix beside it can mean either.
 */
function isAddressOrRange(value: string): boolean {
  const [address = '', prefix, ...rest] = value.split('/')
  const version = isIP(address)
  if (version === 0 || rest.length > 0 || (version === 6 && ipaddr.IPv6.parse(address).isIPv4MappedAddress()))
    return false
  if (prefix === undefined) return true
  return /^\d{1,3}$/.test(prefix) && Number(prefix) >= 1 && Number(prefix) <= (version === 4 ? 32 : 128)
}
