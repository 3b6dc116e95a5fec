import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { namesOfTests } from './names-of-tests.ts'

const root = new URL('../../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, root), 'utf8')
const document = read('infra/security.md')

const rows = [...document.matchAll(/^\| (V\d+\.\d+\.\d+) \| ([12]) \| (met|\*\*not met\*\*|n\/a) \| (.+) \|$/gm)].map(
  ([, id = '', level = '', state = '', why = '']) => ({
    id,
    level,
    state,
    proofs: [...why.matchAll(/\[((?:check |document )?\d+)\]/g)].map(([, proof = '']) => proof),
    reason: why.replaceAll(/\[(?:check |document )?\d+\]/g, '').trim(),
  }),
)

/** What is listed under a heading: a file and what is looked for in it, by what rows call it. */
const listed = (heading: string, kind: string) => {
  const [section = ''] = document.split(`\n## ${heading}\n`)[1]?.split('\n## ') ?? []
  return [...section.matchAll(/^(\d+)\. `(.+?)`: (.+)$/gm)].map(([, number = '', path = '', name = '']) => ({ called: `${kind}${number}`, path, name }))
}
const tests = listed('Tests', '')
const checks = listed('Checks', 'check ')
const documents = listed('Documents', 'document ')

describe('the list of security requirements', () => {
  it('has each of the 70 of level 1 and the 183 of level 2 once, and counts them', () => {
    const count = (wanted: Partial<(typeof rows)[number]>) =>
      rows.filter((row) => Object.entries(wanted).every(([key, value]) => row[key as 'id'] === value)).length
    expect([count({ level: '1' }), count({ level: '2' })]).toEqual([70, 183])
    expect(new Set(rows.map(({ id }) => id)).size).toBe(253)
    const said = document
      .match(/(\d+) are met, (\d+) are not, (\d+) have nothing to apply to/)
      ?.slice(1)
      .map(Number)
    expect(said).toEqual([count({ state: 'met' }), count({ state: '**not met**' }), count({ state: 'n/a' })])
  })

  it.each(rows)('gives a reason in words for $id', ({ reason }) => {
    expect(reason).toMatch(/[A-Za-z]{3}/)
  })

  it.each(rows.filter(({ state }) => state === 'met'))('shows that $id is met by a test, a check or a document', ({ proofs }) => {
    expect(proofs).not.toEqual([])
  })

  it.each(tests)('names tests that run: $path: $name', ({ path, name }) => {
    expect(existsSync(new URL(path, root))).toBe(true)
    expect([...namesOfTests(path, read(path))]).toContain(name)
  })

  it.each([...checks, ...documents])('names what stands in a file: $path: $name', ({ path, name }) => {
    expect(read(path)).toContain(name.replaceAll('`', ''))
  })

  it('points to nothing that it does not name, and names nothing that it does not point to', () => {
    const pointed = new Set(rows.flatMap(({ proofs }) => proofs))
    expect([...pointed].sort()).toEqual([...tests, ...checks, ...documents].map(({ called }) => called).sort())
  })
})

describe('the name of a test', () => {
  const source = `
    // it('in a comment', () => {})
    const text = "it('in a text', () => {})"
    it('that runs', () => expect('a word in it').toBe(text))
    it.each([['one', 1], ['two', 2]] as const)('%s of many', () => {})
    test.concurrent(\`in other quotes\`, () => {})
    it.skip('left out', () => {})
    it.skip.each(['row'])('left out for each %s', () => {})
    it.skipIf(true)('left out if', () => {})
    it('left out by an option', { skip: true }, () => {})
    it.todo('to be written')
    describe.skip('a group', () => { it('left out with its group', () => {}) })
    describe('a group that runs', () => { it('in a group', () => {}) })`

  it('is what follows the word that runs it, and nothing else', () => {
    expect([...namesOfTests('a.test.ts', source)]).toEqual(['that runs', '%s of many', 'one of many', 'two of many', 'in other quotes', 'in a group'])
  })
})
