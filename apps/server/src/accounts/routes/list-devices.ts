import { createAuthEndpoint, sensitiveSessionMiddleware } from 'better-auth/api'
import Bowser from 'bowser'
import { findDevices } from '../sessions-store.ts'
import type { RouteParts } from './route-parts.ts'

/** A place where somebody is signed in, as they are shown it. It holds no token: whoever reads it can end it, not use it. */
interface Device {
  readonly id: string
  readonly browser?: string
  readonly system?: string
  /** Milliseconds since the epoch, as all times. */
  readonly signedInAt: number
  readonly seenAt: number
  /** Whether it is connected now. */
  readonly connected: boolean
  /** Whether it is the one that asks. */
  readonly current: boolean
}

/** Lists the places where one is signed in. */
export const listDevices = ({ database, lastSeen }: RouteParts) =>
  createAuthEndpoint('/list-devices', { method: 'GET', use: [sensitiveSessionMiddleware] }, async (ctx) => {
    const { user, session } = ctx.context.session
    const devices = await findDevices(database, user.id)
    return ctx.json({
      devices: devices.map(
        ({ id, userAgent, createdAt, seenAt }): Device => ({
          id,
          ...describe(userAgent),
          signedInAt: createdAt,
          seenAt: lastSeen.isHere(id) ? Date.now() : seenAt,
          connected: lastSeen.isHere(id),
          current: id === session.id,
        }),
      ),
    })
  })

function describe(userAgent: string | null): Pick<Device, 'browser' | 'system'> {
  if (!userAgent) return {}
  const { browser, os } = Bowser.parse(userAgent.slice(0, 500))
  return { ...(browser.name && { browser: browser.name }), ...(os.name && { system: os.name }) }
}
