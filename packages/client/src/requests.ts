import {
  type AnyRequest,
  ackOf,
  ErrorBody,
  type RequestInput,
  type RequestOutput,
  type SignalDefinition,
} from '@chat/protocol'
import type { Clock } from './clock.ts'
import { RequestError } from './request-error.ts'
import type { TransportConnection } from './transport.ts'

/** Asks the server. Rejects with a {@link RequestError} only. */
export type Ask = <R extends AnyRequest>(definition: R, input: RequestInput<R>) => Promise<RequestOutput<R>>

/** Tells the server what it need not answer, and may miss. */
export type Tell = <S extends SignalDefinition>(definition: S, input: RequestInput<S>) => void

export const REQUEST_TIMEOUT_MS = 10_000

const ackSchemas = new WeakMap<AnyRequest, ReturnType<typeof ackOf>>()

/** The requests on one connection: each gets exactly one outcome, checked against the contract. */
export function createRequests(connection: TransportConnection, clock: Clock, onUnreadable: (name: string) => void) {
  const pending = new Set<(error: RequestError) => void>()

  const send = (definition: AnyRequest, input: unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const timer = clock.setTimeout(() => fail(new RequestError('TIMEOUT', 'No answer in time')), REQUEST_TIMEOUT_MS)
      const settle = (): boolean => {
        clock.clearTimeout(timer)
        return pending.delete(fail)
      }
      const fail = (error: RequestError): void => {
        if (settle()) reject(error)
      }
      pending.add(fail)
      connection.request(definition.name, input, (answer) => {
        if (!settle()) return
        const outcome = readAck(definition, answer)
        if (outcome instanceof RequestError) {
          if (outcome.code === 'UNREADABLE') onUnreadable(definition.name)
          reject(outcome)
        } else resolve(outcome.data)
      })
    })

  return {
    // biome-ignore lint/nursery/noUnsafeTypeAssertion: the answer was checked by the schema of this very definition
    ask: send as Ask,
    tell: ((definition, input) => connection.request(definition.name, input)) satisfies Tell,
    /** Ends every request that is under way: nobody will answer any more. */
    abandon(): void {
      for (const fail of [...pending]) fail(new RequestError('DISCONNECTED', 'The connection was lost'))
    },
  }
}

function readAck(definition: AnyRequest, answer: unknown): { data: unknown } | RequestError {
  let schema = ackSchemas.get(definition)
  if (!schema) {
    schema = ackOf(definition.output)
    ackSchemas.set(definition, schema)
  }
  const { data: ack } = schema.safeParse(answer)
  if (!ack) return new RequestError('UNREADABLE', `The answer to ${definition.name} does not match the contract`)
  return ack.ok ? { data: ack.data } : new RequestError(ack.error)
}

/** Reads the reason of a refused connection; undefined where there is none that the contract knows. */
export function readReason(reason: unknown): ErrorBody | undefined {
  return ErrorBody.safeParse(reason).data
}
