import { type Ack, PROTOCOL_VERSION } from '@chat/protocol'
import { onTestFinished } from 'vitest'

/** Writes frames by hand, as no honest client would. */
export interface RawSocket {
  /** Resolves with the close code once the server has closed the connection. */
  readonly closed: Promise<number>
  /** Everything that arrived, frame by frame, pings left out. */
  readonly frames: string[]
  /** Sends an event whose argument is this JSON text, and waits for the ack or the end of the connection. */
  emit(event: string, json: string): Promise<Ack<unknown> | 'closed'>
  /** Sends a frame as it is. */
  write(frame: string | Uint8Array<ArrayBuffer>): void
  close(): void
}

/** Connects to Socket.IO over a bare WebSocket and signs in with a token. */
export async function connectRaw(url: string, token: string): Promise<RawSocket> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`)
  onTestFinished(() => socket.close())
  const frames: string[] = []
  const acks = new Map<number, (answer: Ack<unknown> | 'closed') => void>()
  const connected = Promise.withResolvers<void>()
  const closed = Promise.withResolvers<number>()

  socket.addEventListener('message', ({ data }) => {
    if (typeof data !== 'string') return
    if (data.startsWith('0')) socket.send(`40${JSON.stringify({ protocol: PROTOCOL_VERSION, token })}`)
    else if (data === '2') socket.send('3')
    else if (data.startsWith('40')) connected.resolve()
    else if (data.startsWith('44')) connected.reject(new Error(data))
    else frames.push(data)
    const [, id, json] = /^43(\d+)\[(.*)\]$/s.exec(data) ?? []
    if (id !== undefined && json !== undefined) acks.get(Number(id))?.(JSON.parse(json))
  })
  socket.addEventListener('close', ({ code }) => {
    closed.resolve(code)
    for (const settle of acks.values()) settle('closed')
  })
  await connected.promise

  let lastId = 0
  return {
    closed: closed.promise,
    frames,
    emit(event, json) {
      lastId += 1
      const answer = Promise.withResolvers<Ack<unknown> | 'closed'>()
      acks.set(lastId, answer.resolve)
      socket.send(`42${lastId}[${JSON.stringify(event)},${json}]`)
      return answer.promise
    },
    write: (frame) => socket.send(frame),
    close: () => socket.close(),
  }
}
