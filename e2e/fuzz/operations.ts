import fc from 'fast-check'
import { arbitraryOf, brokenFrom, oddity, type Schema, type Schemas } from './schema-values.ts'

type Parameter = { name: string; in: 'path' | 'query' | 'header'; schema: Schema }
type Described = { parameters?: Parameter[]; requestBody?: { content: Record<string, { schema: Schema }> } }
export type Document = { paths: Record<string, Record<string, Described>>; components?: { schemas?: Schemas } }
export type Operation = { route: string; method: string; path: string; described: Described; schemas: Schemas }
export type FuzzedRequest = { method: string; path: string; headers: Record<string, string>; body?: string }

export const operationsOf = (document: Document): Operation[] =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, described]) => ({
      route: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      path,
      described,
      schemas: document.components?.schemas ?? {},
    })),
  )

const deep = '['.repeat(20_000)
const unreadable = [
  '',
  '{',
  '{"a":1',
  deep,
  deep + ']'.repeat(20_000),
  '\u0000',
  '{"a":1e999}',
  '{"a":1}{"b":2}',
  '[1,]',
  "{'a':1}",
  '\uFEFF{}',
  'null',
  '"x"',
  '0',
]
const types = [
  'application/json',
  'application/json; charset=utf-16',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'application/xml',
  'x',
]

/** The body's text: of the right form, with one thing wrong, said twice, or nothing that can be read. */
const bodyOf = (schema: Schema, schemas: Schemas, mayBeWhole: boolean): fc.Arbitrary<string> => {
  const whole = arbitraryOf(schema, schemas)
  const broken = brokenFrom(whole).map((value) => JSON.stringify(value) ?? '')
  const twice = whole.map((value) => JSON.stringify(value).replace(/^\{"([^"]+)":/, '{"$1":{},"$1":'))
  const choices = [
    { arbitrary: broken, weight: 5 },
    { arbitrary: fc.constantFrom(...unreadable), weight: 2 },
  ]
  return fc.oneof(
    ...choices,
    ...(mayBeWhole
      ? [
          { arbitrary: whole.map((value) => JSON.stringify(value)), weight: 2 },
          { arbitrary: twice, weight: 1 },
        ]
      : []),
  )
}

const pathText = (schema: Schema, schemas: Schemas) =>
  fc.oneof(
    { arbitrary: arbitraryOf(schema, schemas).map((value) => encodeURIComponent(String(value))), weight: 3 },
    { arbitrary: fc.constantFrom('%00', '%E0%A4%A', '..%2f..', '%2e%2e', '%F0%9F%98%80', 'x'.repeat(3_000), '0', '-', '%', '%0d%0aX-A:b', ';a=b'), weight: 2 },
  )
const queryText = (schema: Schema, schemas: Schemas) =>
  fc
    .oneof({ arbitrary: arbitraryOf(schema, schemas), weight: 3 }, { arbitrary: oddity, weight: 2 })
    .map((value) => encodeURIComponent((typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed().slice(0, 3_000)))

/** Requests for one operation. Where `mayBeWhole` is false, no body is ever as it should be. */
export const requestsFor = ({ method, path, described, schemas }: Operation, mayBeWhole: boolean): fc.Arbitrary<FuzzedRequest> => {
  const parameters = described.parameters ?? []
  const query = parameters.filter((each) => each.in === 'query')
  const inPath = parameters.filter((each) => each.in === 'path')
  const content = described.requestBody?.content['application/json']
  return fc
    .record({
      places: fc.tuple(...inPath.map(({ schema }) => pathText(schema, schemas))),
      asked: fc.tuple(...query.map(({ schema }) => fc.option(fc.array(queryText(schema, schemas), { minLength: 1, maxLength: 2 }), { freq: 4 }))),
      type: fc.oneof({ arbitrary: fc.constant('application/json'), weight: 6 }, { arbitrary: fc.constantFrom(...types), weight: 1 }),
      key: fc.oneof(fc.uuid(), fc.constantFrom('', 'short', 'x'.repeat(201), 'x'.repeat(200), '\u00ff'.repeat(20))),
      trace: fc.constantFrom(undefined, '00-0-0-0', 'x'.repeat(500)),
      body: content && method !== 'GET' ? bodyOf(content.schema, schemas, mayBeWhole) : fc.constant(undefined),
    })
    .map(({ places, asked, type, key, trace, body }) => {
      const filled = inPath.reduce((text, { name }, place) => text.replace(`{${name}}`, places[place] ?? ''), path)
      const search = query.flatMap(({ name }, place) => (asked[place] ?? []).map((value) => `${name}=${value}`)).join('&')
      return {
        method,
        path: search ? `${filled}?${search}` : filled,
        headers: { ...(method !== 'GET' && { 'content-type': type, 'idempotency-key': key }), ...(trace && { traceparent: trace }) },
        ...(body !== undefined && { body }),
      }
    })
}
