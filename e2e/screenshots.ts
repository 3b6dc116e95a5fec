/** Pictures of every page, in both languages, light and dark, at three widths, with an index.html that shows them side by side. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { openBrowser } from './chromium.ts'
import { runPlatform, temporaryData } from './running-platform.ts'
import { type Doors, enter, type Person, personsOf, type Screen, screens, speak } from './screens.ts'

const HEIGHT = 740

const { values: asked } = parseArgs({
  options: {
    folder: { type: 'string', default: 'screenshots' },
    page: { type: 'string', multiple: true },
    person: { type: 'string', multiple: true },
    width: { type: 'string', multiple: true, default: ['360', '768', '1280'] },
    language: { type: 'string', multiple: true, default: ['en', 'fr'] },
    scheme: { type: 'string', multiple: true, default: ['light', 'dark'] },
    web: { type: 'string' },
    inbox: { type: 'string' },
    help: { type: 'boolean' },
  },
})
if (asked.help) {
  console.log(`pnpm screenshots [--folder screenshots] [--page home] [--person amal] [--width 360] [--language fr] [--scheme dark]
  Each but the folder may be said several times. --page is a name or a route. --web and --inbox: of a platform that runs already.
  Pages: ${screens.map(({ name }) => name).join(', ')}`)
  process.exit(0)
}

const folder = resolve(process.env.INIT_CWD ?? '.', asked.folder)
const chosen = screens.filter(
  ({ name, route, person }) => (asked.page?.some((page) => page === name || page === route) ?? true) && (asked.person?.includes(person) ?? true),
)
if (chosen.length === 0) throw new Error('No page is called so. --help tells their names.')

type Picture = { name: string; language: string; scheme: string; width: string; file: string }
const pictures: Picture[] = []
const total = chosen.length * asked.language.length * asked.scheme.length * asked.width.length

const take = async (page: Page, { name, open }: Screen, language: string) => {
  await page.emulateMedia({ colorScheme: 'light' })
  await open(page)
  for (const scheme of asked.scheme) {
    await page.emulateMedia({ colorScheme: scheme === 'dark' ? 'dark' : 'light', reducedMotion: 'reduce' })
    for (const width of asked.width) {
      await page.setViewportSize({ width: Number(width), height: HEIGHT })
      // As tall as the page, so that what sticks to the bottom covers nothing.
      await page.setViewportSize({ width: Number(width), height: await page.evaluate(() => document.documentElement.scrollHeight) })
      const file = `${name}-${language}-${scheme}-${width}.png`
      await page.screenshot({ path: join(folder, file), fullPage: true })
      pictures.push({ name, language, scheme, width, file })
    }
  }
  console.log(`${String(pictures.length).padStart(4)} of ${total}  ${name}, ${language}`)
}

const visit = async (browser: Browser, person: Person, doors: Doors) => {
  const context = await browser.newContext({ viewport: { width: 360, height: HEIGHT }, baseURL: doors.web })
  const page = await enter(context, person, doors)
  for (const language of asked.language) {
    await speak(context, language === 'fr' ? 'fr' : 'en', doors)
    for (const screen of chosen) if (screen.person === person) await take(page, screen, language)
  }
  await context.close()
}

const inOrder = (name: string) => pictures.filter((picture) => picture.name === name)
const indexPage =
  () => `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Handrail, every page</title>
<style>body{font:16px/1.5 system-ui;margin:2rem;background:#8a958f22}section>div{display:flex;gap:1rem;overflow-x:auto;align-items:start;padding-bottom:1rem}
figure{margin:0;flex:none}img{display:block;border:1px solid #8a958f;max-height:80vh}nav{columns:14rem}figcaption{font-size:.875rem}</style>
<h1>Every page</h1><nav>${chosen.map(({ name }) => `<a href="#${name}">${name}</a>`).join('<br>')}</nav>
${chosen
  .map(
    ({ name, route, person }) =>
      `<section><h2 id="${name}">${name} <small>${route}, ${person}</small></h2><div>${inOrder(name)
        .map(
          ({ file, language, scheme, width }) =>
            `<figure><figcaption>${language}, ${scheme}, ${width} px</figcaption><a href="${file}"><img loading="lazy" src="${file}" alt="${name}, ${language}, ${scheme}, ${width} px"></a></figure>`,
        )
        .join('')}</div></section>`,
  )
  .join('\n')}
</html>`

mkdirSync(folder, { recursive: true })
const { dataFolder, remove } = temporaryData()
const own = asked.web && asked.inbox ? null : await runPlatform(dataFolder)
const doors = { web: own?.urls.web ?? asked.web ?? '', inbox: own?.urls.inbox ?? asked.inbox ?? '' }
const browser = await openBrowser()
try {
  for (const person of personsOf(chosen)) await visit(browser, person, doors)
  writeFileSync(join(folder, 'index.html'), indexPage())
  console.log(`\n${pictures.length} pictures: ${join(folder, 'index.html')}`)
} finally {
  await browser.close()
  await own?.stop()
  remove()
}
