import fc from 'fast-check'

export type Schema = {
  $ref?: string
  type?: string | string[]
  format?: string
  enum?: unknown[]
  const?: unknown
  properties?: Record<string, Schema>
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
}
export type Schemas = Record<string, Schema>

/** What no field of ours is, or is only just. */
export const oddity: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(null, '', ' ', 'a\u0000b', '\ud800', '𝕳\u202e\u0301', '../../etc/passwd', "' or 1=1--", '<script>', '=1+1', '{{7*7}}', '%00', '-0', 'NaN'),
  fc.constantFrom(-1, 0, 0.1, 2 ** 31, 2 ** 53, -(2 ** 63), 1e308, true, [], {}, [[]], { __proto__: 1 }, { constructor: {} }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.nat(20_000).map((length) => 'x'.repeat(length)),
  fc.jsonValue({ maxDepth: 4 }),
)

const named: Record<string, fc.Arbitrary<unknown>> = {
  uuid: fc.uuid(),
  date: fc.constantFrom('2030-02-28', '2030-02-29', '9999-12-31', '0001-01-01', '1582-10-10'),
  'date-time': fc.constantFrom('2030-01-01T00:00:00Z', '9999-12-31T23:59:59Z'),
  email: fc.constantFrom('nobody@phare.example', `${'x'.repeat(64)}@phare.example`),
}

/** Values as a schema asks for them, with its bounds among them. */
export const arbitraryOf = (schema: Schema, known: Schemas): fc.Arbitrary<unknown> => {
  if (schema.$ref) return arbitraryOf(known[schema.$ref.split('/').at(-1) ?? ''] ?? {}, known)
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum) return fc.constantFrom(...schema.enum)
  const either = schema.anyOf ?? schema.oneOf
  if (either) return fc.oneof(...either.map((each) => arbitraryOf(each, known)))
  if (schema.allOf) return fc.tuple(...schema.allOf.map((each) => arbitraryOf(each, known))).map((parts) => Object.assign({}, ...parts))
  const [type] = [schema.type ?? 'object'].flat()
  if (type === 'object') return fc.record(Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, each]) => [key, arbitraryOf(each, known)])))
  if (type === 'array')
    return fc.array(arbitraryOf(schema.items ?? {}, known), { minLength: schema.minItems ?? 0, maxLength: Math.min(schema.maxItems ?? 3, 3) })
  if (type === 'integer' || type === 'number') return fc.constantFrom(schema.minimum ?? 1, schema.maximum ?? 4, 1, 2)
  if (type === 'boolean') return fc.boolean()
  if (type === 'null') return fc.constant(null)
  if (schema.format && named[schema.format]) return named[schema.format] ?? fc.string()
  const long = Math.min(schema.maxLength ?? 80, 5_000)
  return fc.constantFrom(
    'lock-your-phone',
    'messages-that-expose-nobody',
    'safe-from-day-one',
    'x'.repeat(long),
    'x'.repeat(Math.max(schema.minLength ?? 1, 1)),
  )
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The same value with one thing wrong in it: a field missing, too much, or of another kind. */
export const brokenFrom = (whole: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.tuple(whole, fc.nat(), oddity, fc.constantFrom('replace', 'drop', 'add', 'instead')).map(([value, place, odd, how]) => {
    if (!isRecord(value) || how === 'instead') return odd
    if (how === 'add') return { ...value, [`extra-${place % 7}`]: odd }
    const keys = Object.keys(value)
    const key = keys[place % Math.max(keys.length, 1)]
    if (key === undefined) return { extra: odd }
    const { [key]: _, ...rest } = value
    return how === 'drop' ? rest : { ...value, [key]: odd }
  })
