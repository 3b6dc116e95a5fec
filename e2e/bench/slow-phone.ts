import getPort from 'get-port'
import lighthouse from 'lighthouse'
import { openBrowser } from '../chromium.ts'
import { runPlatform, temporaryData } from '../running-platform.ts'
import { enter, type Screen, screens } from '../screens.ts'
import type { Figure } from './figures.ts'

/** A cheap phone at the edge of a town: a third of the processor of Lighthouse's mid-range phone, and 3G. */
const throttling = {
  rttMs: 300,
  throughputKbps: 700,
  requestLatencyMs: 1_125,
  downloadThroughputKbps: 630,
  uploadThroughputKbps: 300,
  cpuSlowdownMultiplier: 6,
}
const shown = ['home', 'self-assessment-question', 'card-question', 'library']
/** Scores out of a hundred. They vary with the machine: what fails a test are the bytes. */
const goals = { performance: 95, accessibility: 100, 'best-practices': 95 } as const

/** Home, assessment, player and library as Lighthouse sees them on a slow phone. */
export const slowPhone = async (): Promise<Figure[]> => {
  const { dataFolder, remove } = temporaryData()
  const platform = await runPlatform(dataFolder)
  const port = await getPort({ host: '127.0.0.1' })
  const browser = await openBrowser([`--remote-debugging-port=${port}`])
  const doors = { web: platform.urls.web, inbox: platform.urls.inbox ?? '' }

  const measure = async ({ name, person, open }: Screen): Promise<Figure> => {
    const context = await browser.newContext({ baseURL: doors.web })
    const page = await enter(context, person, doors)
    await open(page)
    const url = page.url()
    const cookies = await context.cookies()
    await context.close()
    const result = await lighthouse(url, {
      port,
      output: 'json',
      logLevel: 'silent',
      onlyCategories: Object.keys(goals),
      throttlingMethod: 'simulate',
      throttling,
      extraHeaders: { Cookie: cookies.map(({ name: key, value }) => `${key}=${value}`).join('; ') },
    })
    if (!result || new URL(result.lhr.finalDisplayedUrl).pathname !== new URL(url).pathname) throw new Error(`Lighthouse did not see ${name}.`)
    const { audits, categories } = result.lhr
    const seconds = (audit: string) => `${((audits[audit]?.numericValue ?? Number.NaN) / 1000).toFixed(1)} s`
    const scores = Object.entries(goals).map(([category, goal]) => ({ category, goal, score: Math.round((categories[category]?.score ?? 0) * 100) }))
    return {
      what: `${name}, ${throttling.throughputKbps} kbit/s, ${throttling.rttMs} ms, processor ÷ ${throttling.cpuSlowdownMultiplier}`,
      measured: `${scores.map(({ category, score }) => `${category} ${score}`).join(', ')}; first paint ${seconds('first-contentful-paint')}, largest ${seconds('largest-contentful-paint')}, blocked ${Math.round(audits['total-blocking-time']?.numericValue ?? 0)} ms`,
      goal: Object.values(goals)
        .map((goal) => `≥ ${goal}`)
        .join(', '),
      reached: scores.every(({ goal, score }) => score >= goal),
    }
  }
  try {
    const figures: Figure[] = []
    for (const screen of screens) if (shown.includes(screen.name)) figures.push(await measure(screen))
    return figures
  } finally {
    await browser.close()
    await platform.stop()
    remove()
  }
}
