import { type Agency, inTurns, openAgency } from './agencies.ts'
import type { Figure } from './figures.ts'

const ROUNDS = 150
const RATIO = 1.3
/** A hundred people's history, ten times, a hundred times as much. */
const sizes = [100, 1_000, 10_000].map((people) => ({ people, courses: 4 }))

const pages = [
  { what: "the champion's cohort", name: 'joy', path: '/cohort' },
  { what: "the manager's team", name: 'maryse', path: '/teams' },
  { what: "a learner's progress", name: 'amal', path: '/progress' },
  { what: "the lead's agency", name: 'nadia', path: '/organization' },
]

/** Where a page leads to at once: whoever has one team is shown that one. */
const leadsTo = async ({ people }: Agency, name: string, path: string) => (await people.get(name)?.page(path))?.headers.location ?? path

/** Pages that look over many people, with ten and with a hundred times the history, page by page in turns. */
export const dashboards = async (): Promise<Figure[]> => {
  const agencies: Agency[] = []
  try {
    for (const size of sizes)
      agencies.push(
        await openAgency(
          size,
          pages.map(({ name }) => name),
        ),
      )
    const figures: Figure[] = agencies.map(({ facts }, index) => ({
      what: `the history × ${10 ** index}`,
      measured: `${facts.people} people, ${facts.cards} cards complete`,
    }))
    for (const { what, name, path } of pages) {
      const there = agencies[0] ? await leadsTo(agencies[0], name, path) : path
      const [one, ...larger] = await inTurns(agencies, name, there, ROUNDS)
      const ratios = larger.map(({ p50 }) => p50 / (one?.p50 ?? Number.NaN))
      const worst = Math.max(...ratios)
      figures.push({
        what: `${what}, p50 (p99), history × 1, × 10, × 100`,
        measured: `${[one, ...larger].map((time) => `${time?.p50.toFixed(1)} (${time?.p99.toFixed(1)})`).join(', ')} ms; × ${ratios.map((ratio) => ratio.toFixed(2)).join(', × ')}`,
        goal: `≤ ${RATIO}`,
        reached: worst <= RATIO,
      })
    }
    return figures
  } finally {
    for (const { close } of agencies) await close()
  }
}
