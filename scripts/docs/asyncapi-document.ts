import { ERROR_CODES, events, limits, PROTOCOL_VERSION, requests } from '../../packages/protocol/src/index.ts'
import { eventExamples, requestExamples } from '../../packages/protocol/test/examples.ts'
import { contractSchemas, type JsonSchema } from './contract-schemas.ts'
import { exportedName } from './exported-name.ts'

interface Reference {
  readonly $ref: string
}

interface MessageObject {
  readonly name: string
  readonly title: string
  readonly summary?: string
  readonly payload: JsonSchema
  readonly examples: readonly { readonly payload: unknown }[]
}

interface OperationObject {
  readonly action: 'send' | 'receive'
  readonly title: string
  readonly description: string
  readonly channel: Reference
  readonly messages: readonly Reference[]
  readonly reply?: { readonly channel: Reference; readonly messages: readonly Reference[] }
  /** The refusals that are the request's own. */
  readonly 'x-errors'?: readonly string[]
}

interface ChannelObject {
  readonly address: string
  readonly description: string
  readonly messages: Readonly<Record<string, Reference>>
}

type Parts = {
  readonly channels: Record<string, ChannelObject>
  readonly operations: Record<string, OperationObject>
  readonly messages: Record<string, MessageObject>
}

/** The contract as an AsyncAPI 3.0 document, from the server's side: it receives requests and sends events. */
export function asyncApiDocument() {
  const schemas = contractSchemas()
  const parts: Parts = { channels: {}, operations: {}, messages: {} }
  for (const request of requests) addRequest(parts, request, schemas.requests[request.name])
  for (const event of events) addEvent(parts, event, schemas.events[event.name])
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Chat',
      version: `${PROTOCOL_VERSION}`,
      description:
        'Socket.IO 4 events of a Chat server. A channel is an event name; the reply of a request is its ack.',
      license: { name: 'MIT' },
    },
    defaultContentType: 'application/json',
    servers: {
      chat: {
        host: 'localhost:3000',
        pathname: '/socket.io',
        protocol: 'ws',
        description:
          'Socket.IO 4, default namespace. Its `auth` carries the protocol number and, outside browsers, the token.',
        security: [{ $ref: '#/components/securitySchemes/session' }, { $ref: '#/components/securitySchemes/token' }],
        'x-socketio-auth': { $ref: '#/components/schemas/HandshakeAuth' },
      },
    },
    channels: parts.channels,
    operations: parts.operations,
    components: {
      messages: parts.messages,
      schemas: { ...schemas.types, Refusal: refusal },
      securitySchemes: {
        session: {
          type: 'httpApiKey',
          name: 'chat.session',
          in: 'cookie',
          description: 'The session cookie; `__Host-chat.session` over HTTPS.',
        },
        token: {
          type: 'http',
          scheme: 'bearer',
          description: "The session's token, as `auth.token` of the handshake.",
        },
      },
    },
    'x-error-codes': ERROR_CODES,
    'x-limits': limits,
  }
}

const refusal: JsonSchema = {
  type: 'object',
  description: 'The ack of a refused request.',
  properties: { ok: { type: 'boolean', const: false }, error: { $ref: '#/components/schemas/ErrorBody' } },
  required: ['ok', 'error'],
}

function addRequest(
  { channels, operations, messages }: Parts,
  request: (typeof requests)[number],
  schemas: { readonly input: JsonSchema; readonly output: JsonSchema } = { input: {}, output: {} },
): void {
  const { name, description, errors } = request
  const id = exportedName(request)
  const example = requestExamples[name]
  messages[`${id}Input`] = {
    name,
    title: `${name}, input`,
    payload: schemas.input,
    examples: [{ payload: example.input }],
  }
  messages[`${id}Ack`] = {
    name,
    title: `${name}, ack`,
    payload: { oneOf: [accepted(schemas.output), { $ref: '#/components/schemas/Refusal' }] },
    examples: [{ payload: { ok: true, data: example.output } }],
  }
  channels[id] = {
    address: name,
    description,
    messages: {
      input: reference('components/messages', `${id}Input`),
      ack: reference('components/messages', `${id}Ack`),
    },
  }
  operations[id] = {
    action: 'receive',
    title: name,
    description,
    channel: reference('channels', id),
    messages: [reference(`channels/${id}/messages`, 'input')],
    reply: { channel: reference('channels', id), messages: [reference(`channels/${id}/messages`, 'ack')] },
    'x-errors': errors,
  }
}

function addEvent(
  { channels, operations, messages }: Parts,
  event: (typeof events)[number],
  payload: JsonSchema = {},
): void {
  const { name, description } = event
  const id = exportedName(event)
  messages[id] = { name, title: name, payload, examples: [{ payload: eventExamples[name] }] }
  channels[id] = { address: name, description, messages: { payload: reference('components/messages', id) } }
  operations[id] = {
    action: 'send',
    title: name,
    description,
    channel: reference('channels', id),
    messages: [reference(`channels/${id}/messages`, 'payload')],
  }
}

function accepted(data: JsonSchema): JsonSchema {
  return { type: 'object', properties: { ok: { type: 'boolean', const: true }, data }, required: ['ok', 'data'] }
}

function reference(section: string, name: string): Reference {
  return { $ref: `#/${section}/${name}` }
}
