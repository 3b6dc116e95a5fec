/** axe, and scrolling sideways, over every page: both languages, light and dark, 320 and 1280 px. `pnpm accessibility [page …]` */
import { openBrowser } from './chromium.ts'
import { faultsOf, sticksOut, unfold } from './inspect.ts'
import { runPlatform, temporaryData } from './running-platform.ts'
import { enter, personsOf, screens, speak } from './screens.ts'

const asked = process.argv.slice(2)
const chosen = screens.filter(({ name, route }) => asked.length === 0 || asked.includes(name) || asked.includes(route))
const { WEB, INBOX } = process.env
const { dataFolder, remove } = temporaryData()
const own = WEB && INBOX ? null : await runPlatform(dataFolder)
const doors = { web: own?.urls.web ?? WEB ?? '', inbox: own?.urls.inbox ?? INBOX ?? '' }
const browser = await openBrowser()
const found: string[] = []
let looked = 0
try {
  for (const person of personsOf(chosen)) {
    const context = await browser.newContext({ viewport: { width: 320, height: 640 }, baseURL: doors.web, reducedMotion: 'reduce' })
    const page = await enter(context, person, doors)
    for (const language of ['en', 'fr'] as const) {
      await speak(context, language, doors)
      for (const { name, person: whose, open } of chosen) {
        if (whose !== person) continue
        await page.emulateMedia({ colorScheme: 'light' })
        await open(page)
        await unfold(page)
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme })
          for (const width of [320, 1280]) {
            await page.setViewportSize({ width, height: 800 })
            const faults = [...(await faultsOf(page)), ...(await sticksOut(page)).map((each) => `wider than the screen: ${each}`)]
            looked += 1
            found.push(...faults.map((fault) => `${name}, ${language}, ${colorScheme}, ${width} px: ${fault}`))
          }
        }
        console.log(`${String(looked).padStart(4)} of ${chosen.length * 8}  ${name}, ${language}`)
      }
    }
    await context.close()
  }
} finally {
  await browser.close()
  await own?.stop()
  remove()
}
console.log(found.length === 0 ? `\n${looked} looks, nothing found.` : `\n${found.join('\n')}`)
process.exitCode = found.length === 0 ? 0 : 1
