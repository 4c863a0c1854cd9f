/** So many within so many seconds. */
export interface Allowance {
  readonly points: number
  readonly seconds: number
}

/** What an account may ask for, by class, and how often an address may connect. Generous: nobody who types meets them. */
const DEFAULTS = {
  write: { points: 200, seconds: 10 },
  sync: { points: 60, seconds: 10 },
  read: { points: 400, seconds: 10 },
  profile: { points: 20, seconds: 60 },
  // Somebody who writes says so every three seconds; in several rooms and tabs, more often.
  typing: { points: 40, seconds: 10 },
  picture: { points: 10, seconds: 60 },
  rooms: { points: 60, seconds: 60 },
  people: { points: 120, seconds: 60 },
  // A token cannot be guessed; whoever tries is to notice that nobody answers.
  claim: { points: 10, seconds: 60 },
  connect: { points: 1_200, seconds: 60 },
} as const satisfies Readonly<Record<string, Allowance>>

export type AllowanceName = keyof typeof DEFAULTS

export interface RateLimitSettings {
  readonly allowances: Readonly<Record<AllowanceName, Allowance>>
  /** How many accounts' worth one address may ask for: a school or an office may share one. */
  readonly accountsPerAddress: number
}

const DEFAULT_ACCOUNTS_PER_ADDRESS = 25

/** The names, for whoever sets them. */
export const allowanceNames = Object.keys(DEFAULTS).toSorted()

/**
 * Reads what the defaults are to be replaced by: `write=500/10` for 500 within 10 seconds, `address=50` for fifty
 * accounts' worth, with commas between; an empty text changes nothing.
 *
 * @returns undefined where the text is anything else
 */
export function parseRateLimits(text: string): RateLimitSettings | undefined {
  const allowances: Record<AllowanceName, Allowance> = { ...DEFAULTS }
  let accountsPerAddress = DEFAULT_ACCOUNTS_PER_ADDRESS
  for (const entry of text.split(',').map((part) => part.trim())) {
    if (entry === '') continue
    const [, name = '', first = '', seconds] = /^([a-z]+)=(\d{1,9})(?:\/(\d{1,6}))?$/.exec(entry) ?? []
    const points = Number(first)
    if (points === 0 || seconds === '0') return undefined
    if (name === 'address' && seconds === undefined) accountsPerAddress = points
    else if (isAllowanceName(name) && seconds !== undefined) allowances[name] = { points, seconds: Number(seconds) }
    else return undefined
  }
  return { allowances, accountsPerAddress }
}

/**
 * How many packets a connection may bring within so many seconds before it is none of a client's: twice what somebody could
 * ask for who used up everything, since what is refused is asked again, and there are answers to the server's own pings.
 */
export function mostPackets({ allowances }: RateLimitSettings, seconds: number): number {
  const { connect: _, ...ofAccount } = allowances
  const points = Object.values(ofAccount).map(
    (allowance) => allowance.points * Math.max(1, seconds / allowance.seconds),
  )
  return 2 * Math.ceil(points.reduce((sum, each) => sum + each, 0))
}

function isAllowanceName(name: string): name is AllowanceName {
  return Object.hasOwn(DEFAULTS, name)
}
