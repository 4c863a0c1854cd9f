import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { SMTPServer } from 'smtp-server'
import { expect, onTestFinished, vi } from 'vitest'

export interface MailServer {
  readonly smtpUrl: string
  /** The mails that have come, as they came. */
  readonly mails: { readonly to: string; readonly text: string }[]
  /** Waits for a mail to somebody that has this in it. */
  hasReceived(to: string, part: string): Promise<void>
  /** What stands behind the `#` of the link in the latest mail to somebody. */
  token(to: string, page: string): Promise<string>
}

/** Starts a mail server that takes everything and hands nothing on; it stops after the test. */
export async function startMailServer(): Promise<MailServer> {
  const mails: MailServer['mails'] = []
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, session, done) {
      text(stream).then((raw) => {
        // Quoted-printable breaks long lines.
        const plain = raw.replaceAll('=\r\n', '').replaceAll('=3D', '=')
        for (const { address } of session.envelope.rcptTo) mails.push({ to: address, text: plain })
        done()
      }, done)
    },
  })
  const listener = server.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  onTestFinished(() => new Promise((resolve) => server.close(() => resolve())))
  const address = listener.address()
  const port = typeof address === 'object' ? address?.port : 0

  const latest = (to: string, part: string) => mails.findLast((mail) => mail.to === to && mail.text.includes(part))
  const hasReceived = (to: string, part: string) =>
    vi.waitFor(() => expect(latest(to, part), `a mail to ${to} with ${part}`).toBeDefined(), { timeout: 10_000 })
  return {
    smtpUrl: `smtp://127.0.0.1:${port}`,
    mails,
    hasReceived,
    async token(to, page) {
      await hasReceived(to, `/${page}#`)
      return new RegExp(`/${page}#(\\S+)`).exec(latest(to, `/${page}#`)?.text ?? '')?.[1] ?? ''
    },
  }
}
