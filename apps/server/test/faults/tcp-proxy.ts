import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** A network between clients and a server that loses what it is told to lose. */
export interface TcpProxy {
  /** What clients connect to in place of the server. */
  readonly url: string
  /** From here on what the server says is lost, while what clients say still arrives. */
  swallowAnswers(): void
  /** Resets every connection. Those that come after it lose nothing. */
  reset(): void
}

/** Puts a proxy in front of a server and takes it away after the test. */
export async function startTcpProxy(serverUrl: string): Promise<TcpProxy> {
  const { hostname, port } = new URL(serverUrl)
  const pairs = new Set<readonly [Socket, Socket]>()
  let swallowing = false

  const proxy = createServer((client) => {
    const server = connect({ host: hostname, port: Number(port) })
    const pair = [client, server] as const
    pairs.add(pair)
    client.pipe(server)
    server.on('data', (bytes) => {
      if (!swallowing && !client.write(bytes)) {
        server.pause()
        client.once('drain', () => server.resume())
      }
    })
    for (const end of pair) {
      end.on('error', () => {})
      end.on('close', () => {
        pairs.delete(pair)
        client.destroy()
        server.destroy()
      })
    }
  })

  function reset(): void {
    swallowing = false
    for (const [client, server] of pairs) {
      client.resetAndDestroy()
      server.resetAndDestroy()
    }
  }

  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  onTestFinished(() => {
    reset()
    proxy.close()
  })
  const address = proxy.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    swallowAnswers() {
      swallowing = true
    },
    reset,
  }
}
