import { describe, expect, it } from 'vitest'
import { createTestHttpServer } from '../../test/test-http-server.ts'

const files = {
  'index.html': '<!doctype html><title>Chat</title>',
  'sw.js': 'self',
  'manifest.webmanifest': '{}',
  'assets/index-B1x3.js': 'export {}',
  'assets/index-B1x3.js.map': '{"sources":["secret.ts"]}',
  '.env': 'AUTH_SECRET=hunter2',
  'assets/.hidden': 'hidden',
}
const visit = (url: string, method: 'GET' | 'HEAD' | 'POST' = 'GET') => ({
  method,
  url,
  headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' },
})

describe('the web app', () => {
  it('is served at its address and at every address inside it', async () => {
    const server = await createTestHttpServer({ files })
    for (const url of ['/', '/index.html', '/rooms/general', '/rooms/general?around=7', '/apiary']) {
      const response = await server.inject(visit(url))
      expect(response.statusCode, url).toBe(200)
      expect(response.body, url).toBe(files['index.html'])
      expect(response.headers['content-type']).toMatch(/^text\/html/)
      expect(response.headers['cache-control'], url).toBe('no-cache')
    }
    expect((await server.inject(visit('/rooms/general', 'HEAD'))).statusCode).toBe(200)
  })

  it('comes compressed to those who can read that, and plain to others', async () => {
    const compressed = {
      ...files,
      'assets/index-B1x3.js.br': 'br',
      'assets/index-B1x3.js.gz': 'gz',
      'index.html.br': 'br page',
    }
    const server = await createTestHttpServer({ files: compressed })
    const load = async (url: string, encoding: string) => {
      const { body, headers } = await server.inject({
        url,
        headers: { accept: 'text/html', 'accept-encoding': encoding },
      })
      return [body, headers['content-encoding'], headers['content-type'], headers['cache-control']]
    }
    const script = 'application/javascript; charset=utf-8'
    const forever = 'public, max-age=31536000, immutable'
    expect(await load('/assets/index-B1x3.js', 'gzip, br')).toEqual(['br', 'br', script, forever])
    expect(await load('/assets/index-B1x3.js', 'gzip')).toEqual(['gz', 'gzip', script, forever])
    expect(await load('/assets/index-B1x3.js', 'identity')).toEqual(['export {}', undefined, script, forever])
    const page = 'text/html; charset=utf-8'
    expect(await load('/rooms/general', 'br')).toEqual(['br page', 'br', page, 'no-cache'])
  })

  it('keeps what has a hash in its name for a year, and asks again for everything else', async () => {
    const server = await createTestHttpServer({ files })
    const cached = async (url: string) => (await server.inject(url)).headers['cache-control']
    expect(await cached('/assets/index-B1x3.js')).toBe('public, max-age=31536000, immutable')
    expect(await cached('/sw.js')).toBe('no-cache')
    expect(await cached('/manifest.webmanifest')).toBe('no-cache')
    expect((await server.inject('/assets/index-B1x3.js')).headers['content-type']).toMatch(/javascript/)
  })

  it('is not downloaded again while it is the same', async () => {
    const server = await createTestHttpServer({ files })
    const { etag } = (await server.inject('/sw.js')).headers
    const again = await server.inject({ url: '/sw.js', headers: { 'if-none-match': etag } })
    expect(again.statusCode).toBe(304)
  })

  it('does not give out sources, hidden files or what lies outside', async () => {
    const server = await createTestHttpServer({ files })
    for (const url of [
      '/assets/index-B1x3.js.map',
      '/.env',
      '/%2eenv',
      '/assets/.hidden',
      '/../package.json',
      '/assets/../../package.json',
      '/..%2f..%2fetc%2fpasswd',
      '/assets/%2e%2e/%2e%2e/etc/passwd',
      '/socket.io/socket.io.js',
      '/assets/missing.js',
      '/%',
    ]) {
      const response = await server.inject(url)
      expect([400, 403, 404], url).toContain(response.statusCode)
      expect(response.body, url).toMatch(/^\{"error":\{"code":"(NOT_FOUND|FORBIDDEN|VALIDATION_FAILED)"/)
      expect(response.body).not.toMatch(/hunter2|secret|root:/)
    }
  })

  it('does not answer with a page what is not a visit', async () => {
    const server = await createTestHttpServer({ files })
    for (const request of [
      visit('/rooms/general', 'POST'),
      { url: '/logo.png', headers: { accept: 'image/*' } },
      visit('/api/rooms'),
      visit('/api'),
      visit('/assets/missing.js'),
      visit('/socket.io/?EIO=4'),
    ]) {
      const response = await server.inject(request)
      expect(response.statusCode, request.url).toBe(404)
      expect(response.json()).toEqual({ error: { code: 'NOT_FOUND', message: expect.any(String) } })
    }
  })

  it('says how to build it where it is not built', async () => {
    const server = await createTestHttpServer()
    const response = await server.inject(visit('/'))
    expect(response.statusCode).toBe(503)
    expect(response.headers['content-type']).toMatch(/^text\/plain/)
    expect(response.body).toContain('pnpm build')
  })
})
