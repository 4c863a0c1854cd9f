import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { limits } from '@chat/protocol'
import { expect, test } from 'vitest'

const readme = readFileSync(join(import.meta.dirname, '../../../../README.md'), 'utf8')

test('the nginx of the README lets the largest picture through', () => {
  const [, megabytes] = /client_max_body_size (\d+)m;/.exec(readme) ?? []
  expect(Number(megabytes) * 1_048_576).toBeGreaterThan(limits.pictureBytes)
})

test('the nginx of the README hands on the change to a WebSocket, and to nothing else', () => {
  const [, map = ''] = /map \$http_upgrade \$connection_upgrade \{(.*?)\}/s.exec(readme) ?? []
  expect(map.replace(/\s+/g, ' ')).toBe(" default ''; websocket upgrade; ")
})
