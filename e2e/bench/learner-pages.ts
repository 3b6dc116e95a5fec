import { inTurns, openAgency } from './agencies.ts'
import type { Figure } from './figures.ts'

const ROUNDS = 300
const RATIO = 1.3
/** Some thousand cards complete, and more than a million. */
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

/** Pages of a learner in a small agency and in one with a hundred times the people and some hundred times the cards, page by page in turns. */
export const learnerPages = async (): Promise<Figure[]> => {
  const small = await openAgency(SMALL, ['amal'])
  try {
    const large = await openAgency(LARGE, ['amal'])
    try {
      const figures: Figure[] = [small, large].map(({ facts }, index) => ({
        what: index === 0 ? 'the small database' : 'the large database',
        measured: `${facts.people} people, ${facts.cards} cards complete`,
      }))
      for (const path of pages) {
        const [one, other] = await inTurns([small, large], 'amal', path, ROUNDS)
        if (!one || !other) throw new Error('Both agencies must have been asked.')
        const ratio = other.p50 / one.p50
        figures.push({
          what: `${path}: p50 and p99, small; large`,
          measured: `${one.p50.toFixed(1)} and ${one.p99.toFixed(1)} ms; ${other.p50.toFixed(1)} and ${other.p99.toFixed(1)} ms; p50 × ${ratio.toFixed(2)}`,
          goal: `≤ ${RATIO}`,
          reached: ratio <= RATIO,
        })
      }
      return figures
    } finally {
      await large.close()
    }
  } finally {
    await small.close()
  }
}
