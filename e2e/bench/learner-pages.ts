import { type RunningPlatform, runPlatform, temporaryData } from '../running-platform.ts'
import { signedIn } from '../visitor.ts'
import { type Figure, quantile } from './figures.ts'
import { fill } from './fill.ts'

const WARM_UP = 40
const ROUNDS = 300
const RATIO = 1.3
/** Colleagues, and courses each of them has finished: some thousand cards, and more than a million. */
const SMALL = { people: 100, courses: 2 }
const LARGE = { people: 10_000, courses: 14 }

const pages = [
  '/',
  '/plan',
  '/self-assessment',
  '/courses/lock-your-phone',
  '/courses/lock-your-phone/the-phone-on-the-counter',
  '/library',
  '/library?words=telephone',
  '/progress',
  '/sharing',
  '/account',
]

type Door = { platform: RunningPlatform; cookie: string; facts: { people: number; cards: number } }

const open = async (size: typeof SMALL, folder: string): Promise<Door> => {
  const platform = await runPlatform(folder)
  const facts = await fill(platform.urls.postgres, size.people, size.courses)
  const who = await signedIn(platform.urls.web, platform.urls.inbox ?? '', 'amal@rivages.example')
  return { platform, facts, cookie: [...who.cookies].map((pair) => pair.join('=')).join('; ') }
}

/** From the request until the last byte, in milliseconds. */
const timeOf = async ({ platform, cookie }: Door, path: string) => {
  const began = performance.now()
  const answer = await fetch(new URL(path, platform.urls.web), { headers: { cookie, accept: 'text/html' }, redirect: 'manual' })
  await answer.arrayBuffer()
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}.`)
  return performance.now() - began
}

/** Pages of a learner in a small agency and in one with a hundred times the people and some hundred times the cards, page by page in turns. */
export const learnerPages = async (): Promise<Figure[]> => {
  const folders = [temporaryData(), temporaryData()]
  const doors: Door[] = []
  try {
    for (const [index, size] of [SMALL, LARGE].entries()) doors.push(await open(size, folders[index]?.dataFolder ?? ''))
    const [small, large] = doors
    if (!small || !large) throw new Error('Both platforms must run.')
    const figures: Figure[] = doors.map(({ facts }, index) => ({
      what: index === 0 ? 'the small database' : 'the large database',
      measured: `${facts.people} people, ${facts.cards} cards complete`,
    }))
    for (const path of pages) {
      const times = new Map<Door, number[]>(doors.map((door) => [door, []]))
      for (let round = -WARM_UP; round < ROUNDS; round++)
        for (const door of round % 2 === 0 ? [small, large] : [large, small]) {
          const time = await timeOf(door, path)
          if (round >= 0) times.get(door)?.push(time)
        }
      const at = (door: Door, share: number) => quantile(times.get(door) ?? [], share)
      const ratio = at(large, 0.5) / at(small, 0.5)
      figures.push({
        what: `${path}: p50 and p99, small; large`,
        measured: `${at(small, 0.5).toFixed(1)} and ${at(small, 0.99).toFixed(1)} ms; ${at(large, 0.5).toFixed(1)} and ${at(large, 0.99).toFixed(1)} ms; p50 × ${ratio.toFixed(2)}`,
        goal: `≤ ${RATIO}`,
        reached: ratio <= RATIO,
      })
    }
    return figures
  } finally {
    for (const { platform } of doors) await platform.stop()
    for (const { remove } of folders) remove()
  }
}
