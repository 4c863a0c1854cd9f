import { z } from 'zod'
import { type AnyRequest, limits } from '../src/index.ts'

/** Something that no honest client sends, as it travels. */
export interface HostileInput {
  /** A sentence fragment for a test's name. */
  readonly title: string
  /** JSON, because some of it (20,000 levels, `__proto__`, 1e999) would not survive as a value. */
  readonly json: string
  /**
   * What refuses it. `schema`: the request's own validator. `gate`: only a look at the raw input, because the validator
   * drops it in silence. `frame`: nothing; the frame is too large and the connection closes.
   */
  readonly caughtBy: 'schema' | 'gate' | 'frame'
}

/** What is needed here of a JSON Schema. */
const FieldSchema = z.object({
  type: z.enum(['string', 'integer', 'boolean', 'array', 'object']),
  pattern: z.string().optional(),
  enum: z.array(z.string()).optional(),
  maxLength: z.int().optional(),
  minLength: z.int().optional(),
  minimum: z.int().optional(),
  maximum: z.int().optional(),
  maxItems: z.int().optional(),
  maxProperties: z.int().optional(),
})
type FieldSchema = z.output<typeof FieldSchema>

/** A field's name and its value as JSON. */
type Member = readonly [name: string, json: string]

const NESTING = 20_000
const deepArray = `${'['.repeat(NESTING)}${']'.repeat(NESTING)}`
/** Half as deep, because five characters a level would otherwise not fit into a frame. */
const deepObject = `${'{"a":'.repeat(NESTING / 2)}0${'}'.repeat(NESTING / 2)}`
const MEGABYTE = JSON.stringify('x'.repeat(1024 * 1024))

const NOT_OBJECTS = ['null', 'true', '0', '1e999', '""', '"__proto__"', '[]', '[{}]', '[null]', deepArray, deepObject]
const UNKNOWN_FIELDS: readonly Member[] = [
  ['admin', 'true'],
  ['constructor', '{"prototype":{"admin":true}}'],
  ['toString', '"x"'],
  ['__proto__', '{"admin":true}'],
  ['x', deepArray],
  ['x', deepObject],
]
const NOT_STRINGS = ['null', 'true', '0', '1.5', '[]', '["x"]', '{}', '{"toString":"x"}', deepArray, deepObject]
const NOT_INTEGERS = ['null', 'true', '"1"', '""', '1.5', '1e999', '-1e999', '[]', '[1]', '{}']
const NOT_ARRAYS = ['null', 'true', '0', '"x"', '{}', '{"length":1,"0":"x"}', '[null]', '[{}]', '[[]]', deepArray]
const NOT_RECORDS = [
  'null',
  'true',
  '0',
  '"x"',
  '[]',
  '[1]',
  '{"a b":1}',
  '{"a":-1}',
  '{"a":"1"}',
  '{"a":null}',
  '{"a":{}}',
]
const PROTOTYPE_KEYS = ['{"__proto__":1}', '{"__proto__":{}}']
const NOT_IDS = ['', ' ', '../../etc/passwd', "' or 1=1 --", 'a'.repeat(65), 'é', '__proto__', 'a\n', '\ud800', 'a\0']
const NOT_BOOLEANS = ['null', '"true"', '0', '1', '[]', '[true]', '{}']
const BLANK = ' \n\t '
const NOT_TEXTS = ['a\0b', 'a\ud800b', '\udc00\ud800']

/**
 * Everything hostile that can stand in the place of a valid input of this request: not an object, a field missing,
 * unknown, `null`, of another type or out of bounds, prototype keys, deep nesting, too much of it.
 *
 * What JSON cannot carry (no input at all, no ack, binary, an unknown event) is left to the tests that own a socket.
 *
 * @param valid an input that the schema accepts; each case differs from it in one place
 */
export function hostileInputs(request: AnyRequest, valid: Readonly<Record<string, unknown>>): HostileInput[] {
  const members = Object.entries(valid).map(([name, value]): Member => [name, JSON.stringify(value)])
  const without = (name: string) => members.filter((member) => member[0] !== name)
  const wholes = new Set([...NOT_OBJECTS, `[${objectOf(members)}]`])
  const whole = [...wholes].map((json) => hostile('not an object', json, json))
  const unknown = UNKNOWN_FIELDS.map((member) => hostile('an unknown field', member[1], objectOf([...members, member])))
  const fields = inputFields(request).flatMap(({ name, required, schema }) => {
    const put = (json: string, caughtBy?: HostileInput['caughtBy']) =>
      hostile(name, json, objectOf([...without(name), [name, json]]), caughtBy)
    return [
      ...(required ? [hostile(name, 'missing', objectOf(without(name)))] : []),
      ...badValues(schema).map((json) => put(json)),
      ...(schema.type === 'object' ? PROTOTYPE_KEYS.map((json) => put(json, 'gate')) : []),
      put(MEGABYTE, 'frame'),
    ]
  })
  return [...whole, ...unknown, ...fields]
}

function badValues(schema: FieldSchema): string[] {
  switch (schema.type) {
    case 'string': {
      const { maxLength, minLength } = schema
      const contents =
        schema.pattern !== undefined || schema.enum !== undefined
          ? NOT_IDS
          : minLength === 0
            ? NOT_TEXTS
            : [BLANK, ...NOT_TEXTS]
      const tooLong = maxLength === undefined ? [] : ['x', '👍'].map((character) => character.repeat(maxLength + 1))
      return [
        ...NOT_STRINGS,
        ...[...contents, ...tooLong, 'x'.repeat(limits.frameBytes / 2)].map((text) => JSON.stringify(text)),
      ]
    }
    case 'integer':
      return [...NOT_INTEGERS, ...outside(schema).map(String), deepArray]
    case 'boolean':
      return [...NOT_BOOLEANS, deepArray]
    case 'array':
      return [...NOT_ARRAYS, ...(schema.maxItems === undefined ? [] : [JSON.stringify(many(schema.maxItems + 1))])]
    case 'object':
      return [
        ...NOT_RECORDS,
        ...(schema.maxProperties === undefined ? [] : [JSON.stringify(entries(schema.maxProperties + 1))]),
      ]
  }
}

/** The integers next to the bounds, outside. */
function outside({ minimum, maximum }: FieldSchema): number[] {
  return [...(minimum === undefined ? [] : [minimum - 1]), ...(maximum === undefined ? [] : [maximum + 1])]
}

function many(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `x${index}`)
}

function entries(count: number): Record<string, number> {
  return Object.fromEntries(many(count).map((key) => [key, 1]))
}

function inputFields(request: AnyRequest) {
  const { properties = {}, required = [], $defs = {} } = z.toJSONSchema(request.input, { io: 'input' })
  return Object.entries(properties).map(([name, property]) => {
    const reference = typeof property === 'object' ? property.$ref?.replace('#/$defs/', '') : undefined
    const schema = reference === undefined ? property : $defs[reference]
    return { name, required: required.includes(name), schema: FieldSchema.parse(schema) }
  })
}

function hostile(what: string, how: string, json: string, caughtBy: HostileInput['caughtBy'] = 'schema'): HostileInput {
  const short = how.length <= 60 ? how : `${how.slice(0, 40)}... (${how.length} characters)`
  return { title: `${what}: ${short}`, json, caughtBy }
}

function objectOf(members: readonly Member[]): string {
  return `{${members.map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(',')}}`
}
