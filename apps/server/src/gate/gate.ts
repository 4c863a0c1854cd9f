import { type Ack, type AnyRequest, isSignal, type Request, requests } from '@chat/protocol'
import type { z } from 'zod'
import { requireServerAdmin } from '../administration/require-server-role.ts'
import type { Logger } from '../logger.ts'
import { requestAccess } from './access/request-access.ts'
import { ChatError } from './chat-error.ts'
import type { Actor, Connection, Handler, Services } from './handler.ts'
import { handlers } from './handlers.ts'
import { inspectInput } from './inspect-input.ts'
import type { RateLimits } from './rate-limits.ts'
import { toRefusal } from './to-refusal.ts'

/** Who and what is at the other end of a request. */
export interface Caller {
  readonly actor: Actor
  readonly connection: Connection
  /** Where the connection comes from, for its share of what may be asked. */
  readonly network: string
}

/** The one way in: every event of every connection goes through here and gets exactly one answer, where it asks for one. */
export interface Gate {
  /**
   * Takes an event as it came. Never throws and never rejects, whatever came.
   *
   * @param parts the arguments of the event: one input and the ack function, which a signal may be without
   */
  receive(caller: Caller, event: unknown, parts: readonly unknown[]): Promise<void>
  /** From here on every request is refused with `DRAINING`. */
  close(): void
  /** Resolves when no request is being handled. */
  idle(): Promise<void>
}

/** Requests that are handled at the same time. What waits costs memory, and whoever asked may have given up. */
export const MAX_HANDLING = 4_000
const OVERLOADED = { retryAfterMs: 1_000 }

const definitions: ReadonlyMap<unknown, Request> = new Map(requests.map((request) => [request.name, request]))

export function createGate(options: {
  readonly services: Services
  readonly rateLimits: Pick<RateLimits, 'take'>
  readonly logger: Logger
}): Gate {
  const { services, rateLimits, logger } = options
  let handling = 0
  let closed = false
  const idleListeners: (() => void)[] = []

  async function answer(caller: Caller, event: unknown, parts: readonly unknown[]): Promise<Ack<unknown>> {
    try {
      if (closed) throw new ChatError('DRAINING', 'The server is shutting down.')
      if (handling > MAX_HANDLING) throw new ChatError('OVERLOADED', 'The server has too much to do.', OVERLOADED)
      const request = definitions.get(event)
      // Before anything else is done for it: what is refused costs the server too.
      await rateLimits.take({ userId: caller.actor.userId, network: caller.network }, request?.name)
      if (!request) throw new ChatError('VALIDATION_FAILED', 'There is no such event.')
      const input = validate(request, parts)
      if (requestAccess[request.name].byServerRole) await requireServerAdmin(services.database, caller.actor.userId)
      return {
        ok: true,
        data: await handlerOf(request)({ ...services, actor: caller.actor, connection: caller.connection, input }),
      }
    } catch (error) {
      if (!(error instanceof ChatError)) {
        logger.error({ err: error, event, userId: caller.actor.userId }, 'a request failed')
      }
      return { ok: false, error: toRefusal(error).toBody() }
    }
  }

  return {
    async receive(caller, event, parts) {
      const ack = parts.at(-1)
      const asked = typeof ack === 'function'
      if (!asked && !mayGoUnanswered(event)) {
        // There is nobody to answer, so nothing is done either.
        logger.debug({ userId: caller.actor.userId }, 'an event came without an ack function')
        return
      }
      handling += 1
      try {
        if (asked) ack(await answer(caller, event, parts.slice(0, -1)))
        else await answer(caller, event, parts)
      } catch (error) {
        logger.error({ err: error, event }, 'an answer could not be sent')
      } finally {
        handling -= 1
        if (handling === 0) for (const listener of idleListeners.splice(0)) listener()
      }
    },
    close() {
      closed = true
    },
    idle() {
      if (handling === 0) return Promise.resolve()
      return new Promise((resolve) => {
        idleListeners.push(resolve)
      })
    },
  }
}

function mayGoUnanswered(event: unknown): boolean {
  const request = definitions.get(event)
  return request !== undefined && isSignal(request)
}

function validate(request: Request, parts: readonly unknown[]): z.output<Request['input']> {
  if (parts.length !== 1) throw new ChatError('VALIDATION_FAILED', 'An event takes one object and an ack function.')
  const [input] = parts
  const problem = inspectInput(input)
  if (problem !== undefined) throw new ChatError('VALIDATION_FAILED', `${problem}.`)
  const result = request.input.safeParse(input)
  if (result.success) return result.data
  const issues = result.error.issues
    .slice(0, MAX_ISSUES)
    .map(({ path, message }) => ({ path: shorten(path.join('.')), message: shorten(message) }))
  throw new ChatError('VALIDATION_FAILED', `The request does not match ${request.name}.`, { issues })
}

const MAX_ISSUES = 10

/** What is said about a request must not become as large as the request. */
function shorten(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}

function handlerOf(request: Request): Handler<AnyRequest> {
  // biome-ignore lint/nursery/noUnsafeTypeAssertion: the map ties every name to its handler; a union cannot be followed through it
  return handlers[request.name] as Handler<AnyRequest>
}
