import { describe, expect, it } from 'vitest'
import { asyncApiDocument } from '../../../scripts/docs/asyncapi-document.ts'
import { protocolPage } from '../../../scripts/docs/protocol-page.ts'
import { ackOf, ERROR_CODES, events, limits, requests } from '../src/index.ts'
import { eventExamples, requestExamples } from './examples.ts'

/** As a reader of the file gets it. */
const document: ReturnType<typeof asyncApiDocument> = JSON.parse(JSON.stringify(asyncApiDocument()))

describe('the AsyncAPI document', () => {
  it('has what AsyncAPI 3.0 requires of a document', () => {
    expect(document.asyncapi).toBe('3.0.0')
    expect(document.info).toMatchObject({ title: expect.any(String), version: expect.any(String) })
    expect(document.defaultContentType).toBe('application/json')
    for (const server of Object.values(document.servers)) {
      expect(server).toMatchObject({ host: expect.any(String), protocol: expect.any(String) })
    }
    expect(document.components.securitySchemes).toMatchObject({
      session: { type: 'httpApiKey', name: expect.any(String), in: 'cookie' },
      token: { type: 'http', scheme: 'bearer' },
    })
  })

  it('names components as AsyncAPI allows', () => {
    const { messages, schemas, securitySchemes } = document.components
    const names = [messages, schemas, securitySchemes, document.channels, document.operations].flatMap(Object.keys)
    for (const name of names) expect(name).toMatch(/^[a-zA-Z0-9._-]+$/)
  })

  it('refers only to what is in it', () => {
    const references = referencesIn(document)
    expect(references.length).toBeGreaterThan(100)
    for (const reference of references) expect(resolve(reference), reference).toBeDefined()
  })

  it('has a channel for every name on the wire, and an operation for every request and event', () => {
    const addresses = Object.values(document.channels).map(({ address }) => address)
    expect(addresses).toEqual([...requests, ...events].map(({ name }) => name))
    const operations = Object.values(document.operations)
    expect(operations.filter(({ action }) => action === 'receive').map(({ title }) => title)).toEqual(
      requests.map(({ name }) => name),
    )
    expect(operations.filter(({ action }) => action === 'send').map(({ title }) => title)).toEqual(
      events.map(({ name }) => name),
    )
  })

  it('takes the messages of an operation and of its reply out of their channel', () => {
    for (const { action, channel, messages, reply } of Object.values(document.operations)) {
      for (const message of messages) expect(message.$ref.startsWith(`${channel.$ref}/messages/`)).toBe(true)
      expect(reply === undefined).toBe(action === 'send')
      for (const message of reply?.messages ?? []) {
        expect(message.$ref.startsWith(`${reply?.channel.$ref}/messages/`)).toBe(true)
      }
    }
  })

  it('leaves room for the fields of later versions in everything that a server sends', () => {
    const { messages, schemas } = document.components
    const received = Object.entries(messages).filter(([id]) => !id.endsWith('Input'))
    expect(JSON.stringify([received, schemas])).not.toContain('"additionalProperties":false')
  })
})

describe('the reference page', () => {
  const page = protocolPage()

  it('describes every request, event, code and limit', () => {
    for (const { name, description } of [...requests, ...events]) {
      expect(page).toContain(`\n### ${name}\n`)
      expect(page).toContain(description)
    }
    for (const code of Object.keys(ERROR_CODES)) expect(page).toContain(`\n| \`${code}\` | `)
    for (const limit of Object.keys(limits)) expect(page).toContain(`\n| \`${limit}\` | `)
  })

  it('links only to sections that it has', () => {
    const sections = [...page.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => anchor(title))
    for (const [, target = ''] of page.matchAll(/\]\(#([^)]+)\)/g)) expect(sections).toContain(target)
  })
})

describe('the examples', () => {
  it('are what the contract says', () => {
    for (const { name, input, output } of requests) {
      const example = requestExamples[name]
      expect(input.parse(example.input)).toEqual(example.input)
      expect(output.parse(example.output)).toEqual(example.output)
      expect(ackOf(output).safeParse({ ok: true, data: example.output }).success).toBe(true)
    }
    for (const { name, payload } of events) expect(payload.parse(eventExamples[name])).toEqual(eventExamples[name])
  })
})

function referencesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key === '$ref' && typeof inner === 'string' ? [inner] : referencesIn(inner),
  )
}

function resolve(reference: string): unknown {
  const [start, ...path] = reference.split('/')
  expect(start).toBe('#')
  return path.reduce<unknown>((node, key) => Object.entries(node ?? {}).find(([name]) => name === key)?.[1], document)
}

/** How GitHub names the anchor of a heading. */
function anchor(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-')
}
