import type { GenericEndpointContext } from 'better-auth'
import { refusal } from './refusal.ts'

/** What better-auth's routes take for where to go next. */
const ONWARDS = ['callbackURL', 'redirectTo', 'errorCallbackURL', 'newUserCallbackURL']

/**
 * Turns away whoever wants to be sent on. Our pages know themselves where to go; a redirect that does not exist leads
 * nobody to another site, however its address is written.
 */
export function refuseRedirects({ body, query }: Pick<GenericEndpointContext, 'body' | 'query'>): void {
  const given = { ...Object(query), ...Object(body) }
  if (ONWARDS.some((name) => Object.hasOwn(given, name))) {
    throw refusal('VALIDATION_FAILED', 'This server sends nobody on to another page.')
  }
}
