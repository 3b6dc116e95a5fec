import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, test } from 'vitest'
import { en } from './en/index.ts'
import { fr } from './fr/index.ts'
import { words } from './words.ts'

const source = new URL('..', import.meta.url).pathname

const flat = (catalogue: Record<string, Record<string, string>>) =>
  new Map(Object.entries(catalogue).flatMap(([area, messages]) => Object.entries(messages).map(([key, message]) => [`${area}.${key}`, message] as const)))
const english = flat(en)
const french = flat(fr)

type Element = { type: number; value: unknown; options?: Record<string, { value: Element[] }> }
const ARGUMENT_TYPES = new Set([1, 2, 3, 4, 5, 6])

const elementsOf = (message: string, locale: string): Element[] => {
  const walk = (elements: Element[]): Element[] =>
    elements.flatMap((element) => [element, ...Object.values(element.options ?? {}).flatMap((option) => walk(option.value))])
  return walk(new IntlMessageFormat(message, locale).getAst() as unknown as Element[])
}
const argumentsOf = (message: string, locale: string) => [
  ...new Set(
    elementsOf(message, locale)
      .filter(({ type }) => ARGUMENT_TYPES.has(type))
      .map(({ value }) => String(value)),
  ),
]

const sourceText = () => {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\.tsx?$/.test(file) && !file.includes('.test.') && !/^words\/(en|fr)\//.test(file),
  )
  return files.map((file) => readFileSync(join(source, file), 'utf8')).join('\n')
}

describe('the words', () => {
  test('French has every English key and no other', () => {
    expect([...french.keys()].sort()).toEqual([...english.keys()].sort())
  })

  test('French asks for no argument that English does not give', () => {
    const asking = [...french].filter(([key, message]) => {
      const given = argumentsOf(english.get(key) ?? '', 'en-CA')
      return argumentsOf(message, 'fr-CA').some((name) => !given.includes(name))
    })
    expect(asking).toEqual([])
  })

  test('no message shouts', () => {
    expect([...english, ...french].filter(([, message]) => message.includes('!'))).toEqual([])
  })

  test('French keeps its punctuation on the line, and types its apostrophes', () => {
    expect([...french].filter(([, message]) => / [:»%]|« |\w'\w/.test(message))).toEqual([])
  })

  test('no key is unused', () => {
    const text = sourceText()
    const literal = new Set([...text.matchAll(/['"]([a-z-]+\.[\w-]+)['"]/g)].map(([, key]) => key))
    const patterns = [...text.matchAll(/`([a-z-]+\.[\w-]*\$\{[^}]+\}[\w-]*)`/g)].map(
      ([, pattern = '']) => new RegExp(`^${pattern.replace('.', '\\.').replace(/\$\{[^}]+\}/, '[\\w-]+')}$`),
    )
    const unused = [...english.keys()].filter((key) => !literal.has(key) && !patterns.some((pattern) => pattern.test(key)))
    expect(unused).toEqual([])
  })
})

describe('speaking a language', () => {
  const now = new Date('2026-11-21T12:00:00Z')

  test('a day is said in the language, with the year when it is another one', () => {
    expect(words.en.day('2026-12-04', now)).toBe('4\u00a0December')
    expect(words.fr.day('2026-12-04', now)).toBe('4\u00a0décembre')
    expect(words.fr.day('2027-01-01', now)).toBe('1er\u00a0janvier\u00a02027')
  })

  test('an instant is a day in the person’s zone, Newfoundland included', () => {
    expect(words.en.dayOf('2026-11-22T03:15:00Z', 'America/St_Johns', now)).toBe('21\u00a0November')
    expect(words.en.dayOf('2026-11-22T03:45:00Z', 'America/St_Johns', now)).toBe('22\u00a0November')
  })

  test('the first of a month is le 1er in French', () => {
    expect(words.fr.day('2026-12-01', now)).toBe('1er\u00a0décembre')
    expect(words.fr.day('2026-12-11', now)).toBe('11\u00a0décembre')
    expect(words.en.day('2026-12-01', now)).toBe('1\u00a0December')
  })

  test('French takes one for zero, and many for a million', () => {
    expect(words.fr.t('frame.minutes', { count: 0 })).toBe('0\u00a0minute')
    expect(words.fr.t('frame.minutes', { count: 2 })).toBe('2\u00a0minutes')
    expect(words.fr.t('frame.minutes', { count: 1_000_000 })).toMatch(/\sde minutes$/)
  })
})
