/** Weighs every page of learners and writes the table into services/web/README.md: `pnpm weights`. */
import { readFileSync, writeFileSync } from 'node:fs'
import { openBrowser } from './chromium.ts'
import { runPlatform, temporaryData } from './running-platform.ts'
import { type Weighed, weighEveryPage, weighPacks } from './weight.ts'

const readme = new URL('../services/web/README.md', import.meta.url)
const begin = '<!-- weights: written by `pnpm weights` -->'
const end = '<!-- /weights -->'

const kb = (bytes: number) => (bytes / 1024).toFixed(1)
const both = (weighed: readonly Weighed[], part: (one: Weighed) => number) => weighed.map((each) => kb(part(each))).join(' · ')

const tableOf = (weighed: readonly Weighed[]) => {
  const names = [...new Set(weighed.map(({ name }) => name))]
  const rows = names.map((name) => {
    const one = weighed.filter((each) => each.name === name).sort((a, b) => a.language.localeCompare(b.language))
    return `| ${name} | \`${one[0]?.route}\` | ${both(one, ({ documentAndStyles }) => documentAndStyles)} | ${kb(one[0]?.script ?? 0)} | ${both(one, ({ all }) => all)} |`
  })
  return ['| page | route | HTML and CSS, EN · FR (≤ 14 KB) | JavaScript (≤ 25 KB) | first visit, EN · FR (≤ 50 KB) |', '|---|---|---|---|---|', ...rows].join(
    '\n',
  )
}

const { dataFolder, remove } = temporaryData()
const platform = await runPlatform(dataFolder)
const doors = { web: platform.urls.web, inbox: platform.urls.inbox ?? '' }
const browser = await openBrowser()
try {
  const weighed = await weighEveryPage(browser, doors, ['en', 'fr'], ({ name, language, documentAndStyles }) =>
    console.log(`${name}, ${language}: ${kb(documentAndStyles)} KB`),
  )
  const packs = await weighPacks(browser, doors)
  const heaviest = packs.reduce((one, other) => (other.bytes > one.bytes ? other : one))
  const sentence = `The heaviest of ${packs.length} packs is ${heaviest.courseId} (${heaviest.language}): ${kb(heaviest.bytes)} KB of 150, before compression.`
  const text = readFileSync(readme, 'utf8')
  const [before = '', rest = ''] = text.split(begin)
  const [, after] = rest.split(end)
  if (after === undefined) throw new Error('services/web/README.md has no place for the table.')
  writeFileSync(readme, `${before}${begin}\n\n${tableOf(weighed)}\n\n${sentence}\n\n${end}${after}`)
  console.log('Written into services/web/README.md.')
} finally {
  await browser.close()
  await platform.stop()
  remove()
}
