import { Socket } from 'node:net'

/**
 * A connection to a database that is given up where nothing comes back for so long: the machine may have gone without a
 * word, or the network. Everything that waits on it fails, and it is not used again, since an answer that came later would
 * be taken for that of another statement. Whether what was asked for last is done, or will be, nobody knows.
 */
export function impatientSocket(milliseconds: number): Socket {
  const socket = new Socket()
  return socket.setTimeout(milliseconds, () => {
    socket.destroy(new Error(`The database has not answered for ${milliseconds} ms`))
  })
}
