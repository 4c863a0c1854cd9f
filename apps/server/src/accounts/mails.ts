import { createTransport } from 'nodemailer'
import type { MailConfig } from '../config.ts'
import type { Logger } from '../logger.ts'

/** The mails that people get. None is waited for: how long a mail takes would tell whether an address is known here. */
export interface Mails {
  confirmEmail(to: string, token: string): void
  resetPassword(to: string, token: string): void
  passwordChanged(to: string): void
  emailChanged(to: string, newEmail: string): void
  passkeyAdded(to: string, name: string): void
  providerAdded(to: string, name: string): void
}

/** @param publicUrl where the links lead; tokens stand behind the `#`, which no server and no log gets to see */
export function createMails(config: MailConfig, publicUrl: string, logger: Logger): Mails {
  const transport = createTransport(config.smtpUrl)
  const host = new URL(publicUrl).host

  function send(to: string, subject: string, ...paragraphs: string[]): void {
    const text = `${paragraphs.join('\n\n')}\n\nChat at ${publicUrl}\n`
    transport
      .sendMail({ from: config.from, to, subject: `${subject} (${host})`, text })
      .catch((error: unknown) => logger.error({ err: error }, 'could not send a mail'))
  }

  return {
    confirmEmail: (to, token) =>
      send(
        to,
        'Confirm your e-mail address',
        'Open this link within an hour to confirm that this address is yours:',
        `${publicUrl}/confirm-email#${token}`,
        'If you have no account there, somebody mistyped their address, and you can ignore this mail.',
      ),
    resetPassword: (to, token) =>
      send(
        to,
        'Reset your password',
        'Open this link within an hour to choose a new password:',
        `${publicUrl}/reset-password#${token}`,
        'If you did not ask for it, ignore this mail; your password stays as it is.',
      ),
    passwordChanged: (to) =>
      send(
        to,
        'Your password was changed',
        'Your password was changed, and all other devices were signed out.',
        'If it was not you, reset your password now.',
      ),
    emailChanged: (to, newEmail) =>
      send(
        to,
        'Your e-mail address was changed',
        `Your account now has the e-mail address ${newEmail}, and this one is not used for it any more.`,
        'If it was not you, ask whoever runs the server for help.',
      ),
    passkeyAdded: (to, name) =>
      send(
        to,
        'A passkey was added',
        `Your account has a new passkey, “${name}”, with which one can sign in without your password.`,
        'If it was not you, remove it in the settings, under Security, and change your password.',
      ),
    providerAdded: (to, name) =>
      send(
        to,
        `You can sign in with ${name}`,
        `Your account can now be signed in to with ${name}, by whoever has your account there.`,
        'If it was not you, remove it in the settings, under Security, and change your password.',
      ),
  }
}
