import { bareWsDialect } from './bare-ws-dialect.ts'
import { chatDialect } from './chat-dialect.ts'
import type { Dialect, DialectName } from './dialect.ts'
import { socketIoDialect } from './socket-io-dialect.ts'

export const dialects: { readonly [Name in DialectName]: Dialect } = {
  chat: chatDialect,
  'socket.io': socketIoDialect,
  ws: bareWsDialect,
}
