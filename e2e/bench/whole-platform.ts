import { setTimeout as sleep } from 'node:timers/promises'
import { openBrowser } from '../chromium.ts'
import { runPlatform, temporaryData } from '../running-platform.ts'
import { signIn } from '../walk.ts'
import { type Transfers, weigh } from '../weight.ts'
import { type Figure, pssMegabytes } from './figures.ts'

const IDLE_SECONDS = 20
const kb = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`

/** Start-up, idle memory and the bytes of a learner's pages, all on the real platform with the demo agency. */
export const wholePlatform = async (): Promise<Figure[]> => {
  const { dataFolder, remove } = temporaryData()
  const first = await runPlatform(dataFolder)
  await first.stop()
  const second = await runPlatform(dataFolder)
  const browser = await openBrowser()
  const transfers: Record<string, Transfers> = {}
  try {
    const base = second.urls.web
    const inbox = second.urls.inbox ?? ''
    const context = await browser.newContext({ viewport: { width: 360, height: 740 } })
    const page = await context.newPage()
    transfers.signIn = await weigh(page, () => page.goto(base))
    await signIn(page, { base, inbox, address: 'amal@rivages.example' })
    const cold = await browser.newContext({ viewport: { width: 360, height: 740 }, storageState: await context.storageState() })
    const fresh = await cold.newPage()
    transfers.home = await weigh(fresh, () => fresh.goto(base))
    const next = await fresh
      .getByRole('link', { name: /continuer|commencer|continue|start/i })
      .first()
      .getAttribute('href')
    const colder = await browser.newContext({ viewport: { width: 360, height: 740 }, storageState: await context.storageState() })
    const player = await colder.newPage()
    transfers.player = await weigh(player, () => player.goto(new URL(next ?? '/', base).toString()))
  } finally {
    await browser.close()
  }
  await sleep(IDLE_SECONDS * 1000)
  const pss = pssMegabytes([second.pid])
  await second.stop()
  remove()
  const { home, player } = transfers
  if (!home || !player) throw new Error('The pages were not weighed.')
  const pageFigure = (what: string, { documentAndStyles }: Transfers): Figure => ({
    what,
    measured: kb(documentAndStyles),
    goal: '≤ 14 KB',
    reached: documentAndStyles <= 14 * 1024,
  })
  return [
    { what: 'first start, data and demo agency made anew', measured: `${first.seconds.toFixed(1)} s`, goal: '≤ 10 s', reached: first.seconds <= 10 },
    { what: 'start, installed and with data kept', measured: `${second.seconds.toFixed(1)} s`, goal: '≤ 10 s', reached: second.seconds <= 10 },
    { what: `whole platform after ${IDLE_SECONDS} s at rest, PSS`, measured: `${pss.toFixed(0)} MB`, goal: '≤ 500 MB', reached: pss <= 500 },
    pageFigure("a learner's home, HTML and CSS, compressed", home),
    pageFigure('the course player, HTML and CSS, compressed', player),
    {
      what: "first visit of a learner's home, everything",
      measured: `${kb(home.all)} in ${home.requests} requests`,
      goal: '≤ 50 KB, ≤ 8 requests',
      reached: home.all <= 50 * 1024 && home.requests <= 8,
    },
  ]
}
