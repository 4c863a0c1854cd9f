import { afterEach, describe, expect, it, vi } from 'vitest'
import { startPollingServer } from '../test/polling-server.ts'
import { createVirtualClock } from '../test/virtual-clock.ts'
import { createSocketIoTransport, type SocketIoTransportOptions } from './socket-io-transport.ts'
import type { TransportConnection } from './transport.ts'

const cleanups: (() => void)[] = []
afterEach(() => {
  for (const cleanup of cleanups.splice(0)) cleanup()
})

async function connect(
  server: Parameters<typeof startPollingServer>[0],
  options: Omit<SocketIoTransportOptions, 'url'> = {},
) {
  const polling = await startPollingServer(server)
  const listener = { opened: vi.fn(), closed: vi.fn(), received: vi.fn() }
  const transport = createSocketIoTransport({ url: polling.url, ...options })
  const connection: TransportConnection = transport.open(listener)
  cleanups.push(polling.close, connection.close)
  return { polling, listener, connection, transport }
}

describe('the transport', () => {
  it('says who it is, and carries requests and events over long-polling where WebSocket is refused', async () => {
    const { polling, listener, connection } = await connect(
      { websocket: 'refuse' },
      { token: 'secret', extraHeaders: { 'x-chat-client': 'web' } },
    )
    await vi.waitFor(() => expect(listener.opened).toHaveBeenCalledOnce())
    expect(polling.received).toContain('40{"protocol":1,"token":"secret"}')
    // With every request, so that nobody takes the connection up who knows no more than its address.
    for (const headers of polling.headers) {
      expect(headers).toMatchObject({ 'x-chat-client': 'web', authorization: 'Bearer secret' })
    }

    const answered = vi.fn()
    connection.request('user:get', { ids: ['ada'] }, answered)
    await vi.waitFor(() => expect(polling.received).toContain('420["user:get",{"ids":["ada"]}]'))
    polling.push('430[{"ok":true,"data":{"users":[]}}]')
    await vi.waitFor(() => expect(answered).toHaveBeenCalledWith({ ok: true, data: { users: [] } }))

    connection.request('typing:set', { roomId: 'general', typing: true })
    await vi.waitFor(() => expect(polling.received).toContain('42["typing:set",{"roomId":"general","typing":true}]'))

    polling.push('42["user:changed",[{"id":"ada","name":"Ada"}]]')
    await vi.waitFor(() => expect(listener.received).toHaveBeenCalledWith('user:changed', [{ id: 'ada', name: 'Ada' }]))
  })

  it('does not wait for a WebSocket that a proxy lets starve', async () => {
    const clock = createVirtualClock()
    const { polling, listener } = await connect({ websocket: 'hang' }, { clock })
    await new Promise((resolve) => setImmediate(resolve))
    expect(polling.received).toEqual([])
    await clock.advance(5_000)
    await vi.waitFor(() => expect(listener.opened).toHaveBeenCalledOnce())
    expect(listener.closed).not.toHaveBeenCalled()
  })

  it('hands on why the server refuses', async () => {
    const { listener } = await connect({
      websocket: 'refuse',
      welcome: '44{"message":"no","data":{"code":"AUTH_REQUIRED","message":"Sign in"}}',
    })
    await vi.waitFor(() =>
      expect(listener.closed).toHaveBeenCalledExactlyOnceWith({ code: 'AUTH_REQUIRED', message: 'Sign in' }),
    )
  })

  it('hands on why a page is turned away before there is a connection', async () => {
    const { listener } = await connect({
      websocket: 'refuse',
      turnedAway: { status: 403, body: '{"code":4,"message":"ORIGIN_REJECTED"}' },
    })
    await vi.waitFor(() =>
      expect(listener.closed).toHaveBeenCalledExactlyOnceWith({
        code: 'ORIGIN_REJECTED',
        message: 'This web site may not connect to this server.',
      }),
    )
  })

  it.each(['{"code":3,"message":"Bad request"}', '<html>Forbidden</html>', 'null', ''])(
    'takes the answer %j for no word of the server',
    async (body) => {
      const { listener } = await connect({ websocket: 'refuse', turnedAway: { status: 403, body } })
      await vi.waitFor(() => expect(listener.closed).toHaveBeenCalledExactlyOnceWith(undefined))
    },
  )

  it('says once that the connection is lost', async () => {
    const { polling, listener, connection } = await connect({ websocket: 'refuse' })
    await vi.waitFor(() => expect(listener.opened).toHaveBeenCalledOnce())
    polling.close()
    await vi.waitFor(() => expect(listener.closed).toHaveBeenCalledOnce())
    connection.request('user:get', { ids: ['ada'] }, () => {})
    expect(polling.received.filter((packet) => packet.startsWith('42'))).toEqual([])
  })

  it('says that there is no server', async () => {
    const polling = await startPollingServer({ websocket: 'refuse' })
    polling.close()
    const closed = vi.fn()
    createSocketIoTransport({ url: polling.url }).open({ opened: vi.fn(), closed, received: vi.fn() })
    await vi.waitFor(() => expect(closed).toHaveBeenCalledExactlyOnceWith(undefined))
  })

  it('is silent once it is closed', async () => {
    const { polling, listener, connection } = await connect({ websocket: 'refuse' })
    await vi.waitFor(() => expect(listener.opened).toHaveBeenCalledOnce())
    connection.close()
    polling.push('42["user:changed",[]]')
    polling.close()
    await new Promise((resolve) => setImmediate(resolve))
    expect(listener.received).not.toHaveBeenCalled()
    expect(listener.closed).not.toHaveBeenCalled()
  })
})
