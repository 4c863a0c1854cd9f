import { type JsonSchema, referredType } from './contract-schemas.ts'

/** A field as a person reads about it. */
export interface Field {
  /** `rooms[].online` for what is inside a list. */
  readonly path: string
  readonly optional: boolean
  /** Markdown. */
  readonly type: string
  readonly description: string
}

/** The fields of an object or of the objects in a list, with those of nested nameless objects after their parent. */
export function fieldsOf(schema: JsonSchema, prefix = ''): Field[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const path = prefix + name
    const own: Field = {
      path,
      optional: !schema.required?.includes(name),
      type: typeText(field),
      description: field.description ?? '',
    }
    return [own, ...(field.items ? fieldsOf(field.items, `${path}[].`) : fieldsOf(field, `${path}.`))]
  })
}

/** The type in Markdown: named types link to their section. */
export function typeText(schema: JsonSchema): string {
  const name = referredType(schema)
  if (name) return `[${name}](#${name.toLowerCase()})`
  if ('const' in schema) return code(JSON.stringify(schema['const']))
  if (Array.isArray(schema['enum'])) return schema['enum'].map((value) => code(JSON.stringify(value))).join(', ')
  if (schema.items) return `list of ${typeText(schema.items)}${bounds(schema, 'Items', '')}`
  if (schema.propertyNames && typeof schema.additionalProperties === 'object') {
    return `${typeText(schema.additionalProperties)} by ${typeText(schema.propertyNames)}${bounds(schema, 'Properties', '')}`
  }
  if (schema.type === 'string') return `string${bounds(schema, 'Length', ' characters')}${pattern(schema)}`
  if (schema.type === 'integer') return `integer${bounds(schema, 'imum', '')}`
  return schema.type ?? 'anything'
}

/** `, 1 to 500`; bounds that JavaScript's integers have anyway go without saying. */
function bounds(schema: JsonSchema, of: string, unit: string): string {
  const [min, max] = [schema[`min${of}`], schema[`max${of}`]]
  const most = typeof max === 'number' && max < Number.MAX_SAFE_INTEGER ? max.toLocaleString('en') : undefined
  const least = typeof min === 'number' && (most !== undefined || min > 0) ? min.toLocaleString('en') : undefined
  if (least !== undefined && most !== undefined) return `, ${least} to ${most}${unit}`
  if (most !== undefined) return `, at most ${most}${unit}`
  return least === undefined ? '' : `, at least ${least}${unit}`
}

function pattern(schema: JsonSchema): string {
  return typeof schema['pattern'] === 'string' ? ` like ${code(schema['pattern'])}` : ''
}

function code(text: string): string {
  return `\`${text}\``
}
