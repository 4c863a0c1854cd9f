import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ConfigError, readConfig, settings } from './config.ts'
import { parseRateLimits } from './gate/rate-limit-settings.ts'

function problems(environment: Record<string, string>): string[] {
  try {
    readConfig(environment)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n')
    throw error
  }
}

describe('readConfig', () => {
  it('starts with an empty environment', () => {
    expect(readConfig({})).toEqual({
      port: 3000,
      host: '0.0.0.0',
      dataDir: resolve('data'),
      databaseUrl: undefined,
      publicUrl: undefined,
      allowedOrigins: [],
      trustProxy: [],
      authSecret: undefined,
      guests: true,
      signUp: true,
      mail: undefined,
      provider: undefined,
      rateLimits: parseRateLimits(''),
      logLevel: 'info',
    })
  })

  it('reads every setting', () => {
    expect(
      readConfig({
        PORT: '8080',
        HOST: '::1',
        DATA_DIR: '/var/lib/chat',
        DATABASE_URL: 'postgres://chat:secret@db:5432/chat',
        PUBLIC_URL: 'https://chat.example.org/',
        ALLOWED_ORIGINS: 'https://www.example.org, http://10.0.0.5:8080',
        TRUST_PROXY: '10.0.0.0/8, 2001:db8::/32,127.0.0.1',
        AUTH_SECRET: 'x'.repeat(32),
        GUESTS: 'off',
        SIGN_UP: 'off',
        SMTP_URL: 'smtps://chat:secret@mail.example.org',
        MAIL_FROM: 'Chat <chat@example.org>',
        OIDC_ISSUER: 'https://login.example.org/realms/all',
        OIDC_CLIENT_ID: 'chat',
        OIDC_CLIENT_SECRET: 'hunter2',
        OIDC_NAME: 'Example',
        RATE_LIMITS: 'off',
        LOG_LEVEL: 'debug',
      }),
    ).toEqual({
      port: 8080,
      host: '::1',
      dataDir: '/var/lib/chat',
      databaseUrl: 'postgres://chat:secret@db:5432/chat',
      publicUrl: 'https://chat.example.org',
      allowedOrigins: ['https://www.example.org', 'http://10.0.0.5:8080'],
      trustProxy: ['10.0.0.0/8', '2001:db8::/32', '127.0.0.1'],
      authSecret: 'x'.repeat(32),
      guests: false,
      signUp: false,
      mail: { smtpUrl: 'smtps://chat:secret@mail.example.org', from: 'Chat <chat@example.org>' },
      provider: {
        issuer: 'https://login.example.org/realms/all',
        clientId: 'chat',
        clientSecret: 'hunter2',
        name: 'Example',
      },
      rateLimits: undefined,
      logLevel: 'debug',
    })
  })

  it('takes a setting that is there but empty as absent, as compose files write them', () => {
    expect(readConfig({ PORT: '', AUTH_SECRET: ' ', PUBLIC_URL: '' })).toEqual(readConfig({}))
  })

  it.each([
    ['PORT', 'abc'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '3000.5'],
    ['HOST', 'not a host'],
    ['DATABASE_URL', 'mysql://localhost/chat'],
    ['DATABASE_URL', 'chat.db'],
    ['PUBLIC_URL', 'chat.example.org'],
    ['PUBLIC_URL', 'https://chat.example.org/chat'],
    ['PUBLIC_URL', 'ftp://chat.example.org'],
    ['PUBLIC_URL', 'https://user:password@chat.example.org'],
    ['ALLOWED_ORIGINS', '*'],
    ['ALLOWED_ORIGINS', 'https://*.example.org'],
    ['ALLOWED_ORIGINS', 'https://a.example.org,null'],
    ['TRUST_PROXY', 'true'],
    ['TRUST_PROXY', '1'],
    ['TRUST_PROXY', 'loopback'],
    ['TRUST_PROXY', '0.0.0.0/0'],
    ['TRUST_PROXY', '::/0'],
    ['TRUST_PROXY', '10.0.0.0/33'],
    ['TRUST_PROXY', '::ffff:10.0.0.0/8'],
    ['TRUST_PROXY', '0:0:0:0:0:FFFF:a00:0/8'],
    ['TRUST_PROXY', '0::ffff:10.0.0.0/104'],
    ['AUTH_SECRET', 'too short'],
    ['GUESTS', 'yes'],
    ['SIGN_UP', 'yes'],
    ['SMTP_URL', 'mail.example.org'],
    ['MAIL_FROM', 'Chat'],
    ['MAIL_FROM', 'chat@example.org, everybody@example.org'],
    ['OIDC_ISSUER', 'login.example.org'],
    ['OIDC_ISSUER', 'http://login.example.org'],
    ['OIDC_ISSUER', 'https://login.example.org/?realm=all'],
    ['OIDC_NAME', 'x'.repeat(41)],
    ['RATE_LIMITS', 'false'],
    ['LOG_LEVEL', 'verbose'],
  ])('refuses %s=%s in one line that names the setting', (name, value) => {
    const lines = problems({ [name]: value })
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(new RegExp(`^${name} must `))
  })

  it('names all wrong settings at once', () => {
    expect(problems({ PORT: 'abc', GUESTS: 'perhaps' })).toEqual([
      'PORT must be a port number, 0 to 65535, not "abc"',
      'GUESTS must be on or off, not "perhaps"',
    ])
  })

  it('takes a mail server with a sender and an address for the links alone', () => {
    const mail = { SMTP_URL: 'smtp://mail.example.org', MAIL_FROM: 'chat@example.org' }
    expect(problems({ SMTP_URL: mail.SMTP_URL })).toEqual([expect.stringContaining('MAIL_FROM')])
    expect(problems({ MAIL_FROM: mail.MAIL_FROM })).toEqual([expect.stringContaining('SMTP_URL')])
    expect(problems(mail)).toEqual([expect.stringContaining('PUBLIC_URL')])
    expect(problems({ ...mail, PUBLIC_URL: 'https://chat.example.org' })).toEqual([])
  })

  it('takes a provider with what it knows this server by, and an address to come back to, alone', () => {
    const provider = { OIDC_ISSUER: 'https://login.example.org', OIDC_CLIENT_ID: 'chat', OIDC_CLIENT_SECRET: 'hunter2' }
    for (const name of Object.keys(provider)) {
      const lines = problems({ ...provider, PUBLIC_URL: 'https://chat.example.org', [name]: '' })
      expect(lines).toEqual(['OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET belong together: set all or none'])
    }
    expect(problems({ OIDC_NAME: 'Example' })).toHaveLength(1)
    expect(problems(provider)).toEqual([expect.stringContaining('PUBLIC_URL')])
    const { provider: read } = readConfig({ ...provider, PUBLIC_URL: 'https://chat.example.org' })
    expect(read).toMatchObject({ issuer: provider.OIDC_ISSUER, name: 'login.example.org' })
  })

  it('does not repeat a secret in its complaint', () => {
    const lines = problems({
      AUTH_SECRET: 'hunter2',
      DATABASE_URL: 'mysql://chat:hunter2@db/chat',
      SMTP_URL: 'http://chat:hunter2@mail',
    })
    expect(lines).toHaveLength(3)
    expect(lines.join()).not.toContain('hunter2')
  })
})

describe('settings', () => {
  it('describes every setting, with the default that it really has', () => {
    expect(settings.map(({ name }) => name)).toContain('DATA_DIR')
    for (const { description } of settings) expect(description).toMatch(/^[A-Z`].+\.$/)
    const defaults = Object.fromEntries(settings.map((setting) => [setting.name, setting.default]))
    expect(defaults).toMatchObject({ PORT: '3000', HOST: '0.0.0.0', GUESTS: 'on', LOG_LEVEL: 'info' })
    expect(readConfig(defaults)).toEqual(readConfig({}))
  })
})
