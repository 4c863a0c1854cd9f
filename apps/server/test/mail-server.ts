import { EventEmitter, once } from 'node:events'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'

export interface MailServer {
  readonly smtpUrl: string
  /** The mails that have come, as they came. */
  readonly mails: { readonly to: string; readonly text: string }[]
  /** Waits for a mail to somebody that has this in it. */
  hasReceived(to: string, part: string): Promise<void>
  /** What stands behind the `#` of the link in the latest mail to somebody. */
  token(to: string, page: string): Promise<string>
  stop(): Promise<void>
}

const WAIT_MS = 30_000

/** Starts a mail server that takes everything and hands nothing on. */
export async function startMailServer(): Promise<MailServer> {
  const mails: MailServer['mails'] = []
  const arrivals = new EventEmitter<{ mail: [] }>()
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, session, done) {
      text(stream).then((raw) => {
        // Quoted-printable breaks long lines.
        const plain = raw.replaceAll('=\r\n', '').replaceAll('=3D', '=')
        for (const { address } of session.envelope.rcptTo) mails.push({ to: address, text: plain })
        arrivals.emit('mail')
        done()
      }, done)
    },
  })
  const listener = server.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const address = listener.address()
  const port = typeof address === 'object' ? address?.port : 0

  const latest = (to: string, part: string) => mails.findLast((mail) => mail.to === to && mail.text.includes(part))
  async function hasReceived(to: string, part: string): Promise<void> {
    const signal = AbortSignal.timeout(WAIT_MS)
    while (!latest(to, part)) {
      await once(arrivals, 'mail', { signal }).catch((cause: unknown) => {
        throw new Error(`No mail to ${to} has come with ${part}`, { cause })
      })
    }
  }
  return {
    smtpUrl: `smtp://127.0.0.1:${port}`,
    mails,
    hasReceived,
    async token(to, page) {
      await hasReceived(to, `/${page}#`)
      return new RegExp(`/${page}#(\\S+)`).exec(latest(to, `/${page}#`)?.text ?? '')?.[1] ?? ''
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
