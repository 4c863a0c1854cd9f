import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** A network between clients and a server that loses what it is told to lose. */
export interface TcpProxy {
  /** What clients connect to in place of the server. */
  readonly url: string
  /** From here on what the server says is lost, while what clients say still arrives. */
  swallowAnswers(): void
  /** What the server answers on the connection that next says these words, to them and to anything later, is lost. */
  swallowAnswersTo(words: string): void
  /** From here on nothing arrives, on no side; all of it does once this is let go of, as where a process is stopped. */
  hold(): void
  letGo(): void
  /** Resets every connection. Those that come after it lose nothing. */
  reset(): void
}

/** Puts a proxy in front of a server and takes it away after the test. */
export async function startTcpProxy(serverUrl: string): Promise<TcpProxy> {
  const { hostname, port } = new URL(serverUrl)
  const pairs = new Set<readonly [Socket, Socket]>()
  let swallowing = false
  let swallowed: string | undefined
  let held = false

  function flow([client, server]: readonly [Socket, Socket]): void {
    client.resume()
    server.resume()
  }

  function stand([client, server]: readonly [Socket, Socket]): void {
    client.pause()
    server.pause()
  }

  const proxy = createServer((client) => {
    const server = connect({ host: hostname, port: Number(port) })
    const pair = [client, server] as const
    pairs.add(pair)
    let unheard = false
    client.on('data', (bytes) => {
      if (swallowed !== undefined && bytes.includes(swallowed)) {
        swallowed = undefined
        unheard = true
      }
      server.write(bytes)
    })
    client.on('end', () => server.end())
    server.on('data', (bytes) => {
      if (!swallowing && !unheard && !client.write(bytes)) {
        server.pause()
        client.once('drain', () => server.resume())
      }
    })
    if (held) stand(pair)
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
    swallowAnswersTo(words) {
      swallowed = words
    },
    hold() {
      held = true
      for (const pair of pairs) stand(pair)
    },
    letGo() {
      held = false
      for (const pair of pairs) flow(pair)
    },
    reset,
  }
}
