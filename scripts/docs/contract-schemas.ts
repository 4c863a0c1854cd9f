import { z } from 'zod'
import { ErrorBody, events, HandshakeAuth, requests } from '../../packages/protocol/src/index.ts'

/** A JSON Schema, draft 7 (what AsyncAPI 3 builds on). */
export interface JsonSchema {
  readonly [keyword: string]: unknown
  readonly $ref?: string
  readonly allOf?: readonly JsonSchema[]
  readonly description?: string
  readonly type?: string
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly items?: JsonSchema
  readonly propertyNames?: JsonSchema
  readonly additionalProperties?: JsonSchema | boolean
}

/** The contract as JSON Schemas. Those of named types refer to each other as `#/components/schemas/User`. */
export interface ContractSchemas {
  readonly types: Readonly<Record<string, JsonSchema>>
  readonly requests: Readonly<Record<string, { readonly input: JsonSchema; readonly output: JsonSchema }>>
  readonly events: Readonly<Record<string, JsonSchema>>
}

const TYPES = '#/components/schemas/'

/** Reads the schemas out of the contract. What a client receives may have more fields than the schemas say. */
export function contractSchemas(): ContractSchemas {
  const types: Record<string, JsonSchema> = {}
  const schemaOf = (schema: z.ZodType): JsonSchema => {
    const { definitions = {}, $schema: _, ...own } = toJson(schema)
    Object.assign(types, definitions)
    return own
  }
  for (const schema of [HandshakeAuth, ErrorBody]) schemaOf(schema)
  return {
    requests: Object.fromEntries(
      requests.map(({ name, input, output }) => [name, { input: schemaOf(input), output: schemaOf(output) }]),
    ),
    events: Object.fromEntries(events.map(({ name, payload }) => [name, schemaOf(payload)])),
    types: sorted(types),
  }
}

/** The name of the type that a schema refers to, alone or with a description of its own. */
export function referredType({ $ref, allOf }: JsonSchema): string | undefined {
  const reference = $ref ?? (allOf?.length === 1 ? allOf[0]?.$ref : undefined)
  return reference?.startsWith(TYPES) ? reference.slice(TYPES.length) : undefined
}

function toJson(schema: z.ZodType) {
  // As an input, because an output would forbid the fields that later versions add.
  const json = JSON.stringify(z.toJSONSchema(schema, { io: 'input', target: 'draft-7' }))
  const parsed: JsonSchema & { definitions?: Record<string, JsonSchema> } = JSON.parse(
    json.replaceAll('"#/definitions/', `"${TYPES}`),
  )
  return parsed
}

function sorted<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)))
}
