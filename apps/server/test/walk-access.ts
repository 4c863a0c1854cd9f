import { ackOf, ErrorBody, type ErrorCode, isErrorCode, PROTOCOL_VERSION, type Request } from '@chat/protocol'
import { z } from 'zod'
import { requestExamples } from '../../../packages/protocol/test/examples.ts'
import { issueOwnerToken } from '../src/administration/owner-link.ts'
import { type Answer, type Audience, KINDS, type Kind } from '../src/gate/access/audience.ts'
import type { RequestAccess } from '../src/gate/access/request-access.ts'
import { codeOfStatus } from '../src/http/status-codes.ts'
import { addInhabitedRoom, enterAs, signInAs } from './access-world.ts'
import { type Credentials, connectPerson, type Person, refusedConnection } from './connect-person.ts'
import type { TestServer } from './start-server.ts'
import { validInputs } from './valid-inputs.ts'

/** A request or route that somebody of a kind tried, and what came back in place of what the table says. */
export interface Difference {
  readonly kind: Kind
  readonly to: string
  readonly expected: Answer
  readonly got: Answer
}

/** Lets somebody of every kind make the request, about a room of their own each time. */
export async function walkRequest(
  server: TestServer,
  request: Request,
  { audience, publicRoom = audience }: RequestAccess,
): Promise<Difference[]> {
  const namesRoom = Object.hasOwn(requestExamples[request.name].input, 'roomId')
  const places = [
    { roomKind: 'private', expects: audience },
    ...(namesRoom ? [{ roomKind: 'public', expects: publicRoom } as const] : []),
  ] as const
  const differences: Difference[] = []
  // One after the other: there is one owner's link at a time.
  for (const kind of KINDS) {
    const credentials = await signInAs(kind, server)
    const person = await connect(server.url, credentials)
    for (const { roomKind, expects } of places) {
      const room = await addInhabitedRoom(server, roomKind)
      if (credentials) await enterAs(kind, credentials.userId, server, room)
      const ownerToken = await issueOwnerToken(server.database)
      const input = validInputs({ ...room, userId: credentials?.userId ?? room.otherId, ownerToken })[request.name]
      const got = typeof person === 'string' ? person : await answerTo(person, request, input)
      const to = `${request.name} in a ${roomKind} room`
      if (got !== expects[kind]) differences.push({ kind, to, expected: expects[kind], got })
    }
  }
  return differences
}

/**
 * Lets somebody of every kind use the route, written `METHOD /path`.
 *
 * @param bodyOf what they send: bytes go as they are, everything else as JSON
 * @param address where the path has something in it that stands for more than itself
 */
export async function walkRoute(
  server: TestServer,
  route: string,
  audience: Audience,
  bodyOf: (credentials: Credentials | undefined) => unknown | Promise<unknown>,
  address?: string,
): Promise<Difference[]> {
  const [method = '', path = ''] = route.split(' ')
  const differences: Difference[] = []
  // No route is about a room, so that one serves all of them.
  const room = await addInhabitedRoom(server, 'private')
  for (const kind of KINDS) {
    const credentials = await signInAs(kind, server)
    if (credentials) await enterAs(kind, credentials.userId, server, room)
    const response = await fetch(`${server.url}${address ?? path.replace('*', '')}`, {
      method,
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        ...(credentials && { authorization: `Bearer ${credentials.token}` }),
      },
      ...(method !== 'GET' && { body: bodyFrom(await bodyOf(credentials)) }),
    })
    const body = await response.text()
    const got = response.ok ? 'ok' : refusalOf(response.status, body)
    if (got !== audience[kind]) differences.push({ kind, to: route, expected: audience[kind], got })
  }
  return differences
}

function bodyFrom(sent: unknown): string | Uint8Array<ArrayBuffer> {
  return sent instanceof Uint8Array ? new Uint8Array(sent) : JSON.stringify(sent)
}

/** The code in the answer, or where it has none the one that stands for its status. */
function refusalOf(status: number, body: string): Answer {
  const code = /"code":"(\w+)"/.exec(body)?.[1] ?? ''
  return isErrorCode(code) ? code : codeOfStatus(status)
}

/** The names that only one of the two lists has. */
export function unmatched(rows: Iterable<string>, names: Iterable<string>): string[] {
  return [...new Set(rows).symmetricDifference(new Set(names))].toSorted()
}

const RefusedHandshake = z.object({ data: ErrorBody })

/** @returns why not, where somebody of this kind cannot */
async function connect(url: string, credentials: Credentials | undefined): Promise<Person | ErrorCode> {
  if (!credentials) return (await refusedConnection(url, { auth: { protocol: PROTOCOL_VERSION } })).code
  return connectPerson(url, { credentials }).catch((error: unknown) => RefusedHandshake.parse(error).data.code)
}

async function answerTo({ socket }: Person, request: Request, input: Record<string, unknown>): Promise<Answer> {
  const answer = ackOf(request.output).parse(await socket.timeout(10_000).emitWithAck(request.name, input))
  return answer.ok ? 'ok' : answer.error.code
}
