import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

/** Ways of building that keep a hole from being there at all: read in the source, since nothing would show them by running. */
const root = new URL('../../', import.meta.url).pathname
const files = globSync('{packages,services}/*/{src,migrations}/**/*.{ts,tsx}', { cwd: root })
  .filter((path) => !path.includes('.test.') && !path.startsWith('packages/testing/'))
  .map((path) => ({ path, text: readFileSync(`${root}${path}`, 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '') }))

/** Where something stands, by file, and what of it. */
const found = (what: RegExp) =>
  files
    .flatMap(({ path, text }) => [...text.matchAll(what)].map(([all, part]) => `${path}: ${part ?? all}`))
    .filter((each, at, every) => every.indexOf(each) === at)
    .sort()

it('there is something to read', () => {
  expect(files.length).toBeGreaterThan(300)
})

describe('cryptography', () => {
  it('is asked of node:crypto, jose and better-auth, by nobody else’s library', () => {
    const imported = found(/from '((?![./])[^']*(?:crypt|jose|auth|noble|hash|cipher|nacl|forge)[^']*)'/g).map((each) => each.split(': ')[1] ?? '')
    const libraries = new Set(imported.map((each) => each.split('/')[0]))
    expect([...libraries].sort()).toEqual(['better-auth', 'jose', 'node:crypto'])
  })

  it('of ours is SHA-256, plain or keyed; nothing is enciphered, signed or derived from a password by our own code', () => {
    const digests = found(/\bcreateH(?:ash|mac)\(\s*('[^']*'|\w+)/g).map((each) => each.split(': ')[1])
    expect(digests.length).toBeGreaterThan(5)
    expect(new Set(digests)).toEqual(new Set(["'sha256'"]))
    expect(found(/\b(?:create(?:Cipher|Decipher|Sign|Verify|DiffieHellman|ECDH)\w*|generateKey\w*|pbkdf2\w*|scrypt\w*|hkdf\w*|subtle\.\w+)\b/g)).toEqual([])
  })

  it('is not md5, FNV or a hash of PostgreSQL’s, which spread turns, events and locks, nor is chance that guards something drawn by Math.random', () => {
    expect(found(/\b(md5|sha1|hashtext\w*)\(/g)).toEqual([
      'packages/events/src/make-anew.ts: md5',
      'services/baselines/src/store/writes/library.ts: hashtext',
      'services/baselines/src/store/writes/people.ts: hashtext',
      'services/notifications/src/store/writes/people.ts: hashtextextended',
      'services/progress/migrations/0006_refuse_cards_of_who_is_gone.ts: hashtextextended',
      'services/progress/src/store/reads/champions.ts: md5',
      'services/progress/src/store/writes/lock-learning.ts: hashtextextended',
    ])
    expect(found(/0x811c9dc5/g)).toEqual(['packages/contracts/src/envelope.ts: 0x811c9dc5'])
    expect(found(/Math\.random/g)).toEqual(['packages/events/src/run-consumer.ts: Math.random'])
  })
})

describe('our code', () => {
  it('leaves no memory to be managed by hand', () => {
    expect(found(/\b(?:allocUnsafe\w*|SharedArrayBuffer|WebAssembly|dlopen|node:ffi|node-gyp|\w+\.node')\b/g)).toEqual([])
  })

  it('listens to messages in the worker alone, to those of its own pages', () => {
    expect(found(/addEventListener\(\s*'message'|\bonmessage\b/g)).toEqual([
      // The answer to a question of the page's own, on a channel that nobody else holds.
      'services/web/src/islands/signal.ts: onmessage',
      "services/web/src/offline/worker.ts: addEventListener('message'",
    ])
    expect(files.find(({ path }) => path.endsWith('offline/worker.ts'))?.text).toContain('event.origin !== scope.location.origin')
  })

  it('follows no redirect where a service asks another', () => {
    const asking = files.filter(({ path, text }) => /\bfetch\(/.test(text) && !/\/(islands|offline)\//.test(path))
    expect(asking.map(({ path }) => path)).toContain('services/notifications/src/sending/address-book.ts')
    for (const { path, text } of asking) expect({ path, each: text.split(/\bfetch\(/).length }).toEqual({ path, each: text.split(/redirect: 'manual'/).length })
  })
})
