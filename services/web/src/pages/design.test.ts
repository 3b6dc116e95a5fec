import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const source = new URL('..', import.meta.url)
const read = (file: string) => readFileSync(new URL(file, source), 'utf8')
const files = readdirSync(new URL('components/', source), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.tsx') && !file.includes('.test.'))
  .map((file) => ({ name: file, text: read(`components/${file}`) }))

/** The frame around every page, its one heading, and what cannot be seen. */
const seenElsewhere = ['Layout', 'LanguageSwitch', 'Heading', 'OnceKey']

/** Which components a text puts on a page. */
const usedIn = (text: string) => [...text.matchAll(/<([A-Z]\w+)/g)].map(([, name = '']) => name)

test('the component page shows every component, by itself or in another', () => {
  const homeOf = new Map(files.flatMap(({ text }) => [...text.matchAll(/export const ([A-Z]\w+) = \(/g)].map(([, name = '']) => [name, text] as const)))
  const shown = new Set<string>()
  const visit = (text: string): void => {
    for (const name of usedIn(text)) {
      if (shown.has(name)) continue
      shown.add(name)
      const home = homeOf.get(name)
      if (home) visit(home)
    }
  }
  for (const page of readdirSync(new URL('pages/', source))) if (/^design.*\.tsx$/.test(page)) visit(read(`pages/${page}`))
  expect(homeOf.size).toBeGreaterThan(20)
  expect([...homeOf.keys()].filter((name) => !shown.has(name) && !seenElsewhere.includes(name))).toEqual([])
})
