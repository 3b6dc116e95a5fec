import fc from 'fast-check'
import type { SeenForm } from './forms-on.ts'
import type { FuzzedRequest } from './operations.ts'
import type { Door } from './web-doors.ts'

/** Values that a field or a place might really have, by its name. */
export type Known = Readonly<Record<string, readonly string[]>>
type Pair = readonly [name: string, value: string]

/** Wherever one of these comes back in a page, its quote or bracket must have been escaped. */
export const unescaped = /zq['"<>]/

const hostile: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    'zq"><img src=x onerror=alert(1)>',
    "zq' onfocus=alert(1) autofocus='",
    'zq</title></textarea><script>alert(1)</script>',
    'javascript:alert(1)',
  ),
  fc.constantFrom('//evil.example', 'https://evil.example/', '/\\evil.example', '/\t/evil.example', '/%0d%0aX-Zq: 1', 'zq\r\nX-Zq: 1\r\n\r\n<zq>'),
  fc.constantFrom(
    '',
    ' ',
    'a\u0000',
    '\u202ea',
    '𝕳\u0301'.repeat(90),
    '../../etc/passwd',
    "' or 1=1--",
    '{{7*7}}',
    '%s%n',
    '-1',
    '1e309',
    '9'.repeat(400),
    'NaN',
  ),
  fc.constantFrom('__proto__', 'constructor', 'toString', 'others', 'yes', 'no'),
  fc.tuple(fc.constantFrom('zq<', 'zq"', "zq'", 'zq>'), fc.string({ unit: 'grapheme', maxLength: 60 })).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }).map((text) => text.toWellFormed()),
  fc.nat(9_000).map((length) => 'x'.repeat(length)),
)
const mayBe = (values: readonly string[] | undefined) =>
  values?.length ? fc.oneof({ arbitrary: fc.constantFrom(...values), weight: 3 }, { arbitrary: hostile, weight: 2 }) : hostile

/** Each name not at all, once or twice; now and then one that nobody asked for. */
const pairsOf = (names: readonly string[], known: Known): fc.Arbitrary<Pair[]> =>
  fc
    .tuple(
      ...names.map((name) =>
        fc.array(mayBe(known[name]), { maxLength: 2 }).map((values) => values.map((value) => [name.replace('*', value.slice(0, 40)), value] as const)),
      ),
      fc
        .option(
          hostile.map((value) => [[value.slice(0, 200), value] as const]),
          { freq: 5 },
        )
        .map((extra) => extra ?? []),
    )
    .map((parts) => parts.flat())

/** A form as it was shown, filled in, with something wrong in it or not. */
const brokenForm = ({ fields }: SeenForm, known: Known): fc.Arbitrary<Pair[]> =>
  fc
    .tuple(...fields.map(([name, value]) => fc.tuple(mayBe([value, ...(known[name] ?? [])]), fc.constantFrom(0, 1, 1, 1, 1, 2))))
    .map((given) => fields.flatMap(([name], index) => Array.from({ length: given[index]?.[1] ?? 0 }, () => [name, given[index]?.[0] ?? ''] as const)))

/** As long as browsers let a cookie be; beyond, Node's own parser answers. */
const encoded = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value))
    .toString('base64url')
    .slice(0, 3_000)

/** What our own cookies carry, in shapes that we never wrote: whoever holds a cookie may write into it. */
const cookieOf = (path: string, names: readonly string[]) => {
  const kept = pairsOf(names, {}).map((pairs) => [
    path.split('?')[0],
    String(new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, value]))),
  ])
  const odd = fc.constantFrom<unknown>(null, [], {}, [1, 2], ['x'], [null, null], '{', 'x', ['/', 7], [path, ['a']])
  const answers = fc.tuple(
    fc.constant(path.split('/')[2] ?? ''),
    fc.array(fc.oneof(fc.tuple(fc.constant(path.split('/')[3] ?? ''), fc.constant('choice=zq"<&judged=zq"<')), odd), { maxLength: 3 }),
  )
  const signingIn = fc.record({ address: mayBe(['nobody@phare.example']), next: mayBe(['/plan']), sharedDevice: fc.constantFrom<unknown>(true, false, 'yes') })
  return fc
    .record(
      {
        'handrail-kept': fc.oneof(kept, odd).map(encoded),
        'handrail-answers': fc.oneof(answers, odd).map(encoded),
        'handrail-signing-in': fc.oneof(signingIn, odd).map(encoded),
        'handrail-language': fc.constantFrom('fr', 'en', 'zq"<', '%zz', 'xx'),
      },
      { requiredKeys: [] },
    )
    .map((jar) => Object.entries(jar).map((pair) => pair.join('=')))
}

const type = 'application/x-www-form-urlencoded'
const types = [`${type}; charset=utf-16`, 'application/json', 'multipart/form-data; boundary=zq', 'text/plain', 'x', '']
const bodies = [
  '',
  '&&&=&',
  '%',
  '%zz=%E0%A4',
  'a'.repeat(1_000_001),
  `${'a=1&'.repeat(30_000)}`,
  '\u0000',
  '{"a":1}',
  '--zq\r\nContent-Disposition: form-data; name="a"; filename="zq"\r\n\r\nzq\r\n--zq--',
]
/** Text as it travels in an address or a form. A half of a pair of surrogates cannot. */
const escaped = (text: string) => encodeURIComponent(text.toWellFormed())
const asHeader = (text: string) => text.replaceAll(/[^\x20-\x7e]/g, '')

const headersOf = (web: string) =>
  fc.record({
    accept: fc.oneof(
      { arbitrary: fc.constant('text/html'), weight: 6 },
      { arbitrary: fc.constantFrom('*/*', 'application/json', '', ';;q=,', 'text/html;q=zq'), weight: 1 },
    ),
    'accept-language': fc.constantFrom('en-CA', 'fr-CA, en;q=0.5', '*', ';q=', 'zq"<', `${'de,'.repeat(900)}fr`, 'fr;q=NaN,__proto__'),
    referer: fc.oneof(
      fc.constantFrom(`${web}/plan`, 'https://evil.example/zq"<'),
      hostile.map((text) => asHeader(text).slice(0, 2_000)),
    ),
    'user-agent': hostile.map((text) => asHeader(text).slice(0, 2_000)),
    origin: fc.oneof({ arbitrary: fc.constant(web), weight: 12 }, { arbitrary: fc.constantFrom('null', 'https://evil.example', 'zq"<'), weight: 1 }),
  })

const placeText = (values: readonly string[] | undefined) =>
  fc.oneof(
    { arbitrary: mayBe(values).map((text) => escaped(text.slice(0, 2_000)) || '-'), weight: 4 },
    { arbitrary: fc.constantFrom('%00', '%E0%A4%A', '..%2f..', '%2e%2e', '%0d%0aX-Zq:1', ';a=b', '%', 'zq%22%3E%3Czq%3E'), weight: 1 },
  )
const search = (pairs: readonly Pair[]) => pairs.map(([name, value]) => `${escaped(name)}=${escaped(value.slice(0, 2_000))}`).join('&')
const sent = (pairs: readonly Pair[]) => pairs.map((pair) => pair.map(escaped).join('=')).join('&')

export type Asked = { route: { method: string; path: string }; door: Door; known: Known; seen: readonly SeenForm[]; web: string }

/** Requests for one route: filled in from its door, or as a form that was seen on a page, with its headers and cookies. */
export const webRequestsFor = ({ route, door, known, seen, web }: Asked): fc.Arbitrary<FuzzedRequest> => {
  const places = [...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
  const typed = fc.record({ in: fc.tuple(...places.map((name) => placeText(known[name]))), fields: pairsOf(door.fields ?? [], known) }).map((filled) => ({
    path: places.reduce((path, name, index) => path.replace(`:${name}`, () => filled.in[index] ?? ''), route.path),
    fields: filled.fields,
  }))
  const shown = seen.map((form) => brokenForm(form, known).map((fields) => ({ path: form.action, fields })))
  return fc
    .record({
      filled: fc.oneof({ arbitrary: typed, weight: 1 + shown.length }, ...shown.map((arbitrary) => ({ arbitrary, weight: 2 }))),
      asked: pairsOf(door.query ?? [], known),
      headers: headersOf(web),
      how: fc.oneof({ arbitrary: fc.constant('form'), weight: 8 }, { arbitrary: fc.constantFrom('type', 'body'), weight: 1 }),
      odd: fc.tuple(fc.constantFrom(...types), fc.constantFrom(...bodies)),
    })
    .chain(({ filled, asked, headers, how, odd }) => {
      const query = route.method === 'GET' || !filled.path.includes('?') ? search(asked) : ''
      const path = query ? `${filled.path}${filled.path.includes('?') ? '&' : '?'}${query}` : filled.path
      const changes = route.method !== 'GET' && {
        'content-type': how === 'type' ? odd[0] : type,
      }
      const body = how === 'body' ? odd[1] : sent(filled.fields)
      return cookieOf(path, [...(door.fields ?? []), ...(door.query ?? [])]).map((cookies) => ({
        method: route.method,
        path,
        headers: { ...headers, ...changes, ...(cookies.length > 0 && { cookie: cookies.join('; ') }) },
        ...(route.method !== 'GET' && { body }),
      }))
    })
}
