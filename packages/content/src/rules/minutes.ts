import type { CourseSource, HalfSource, NeutralCard } from '../course-source.ts'
import type { Section } from '../parse-half.ts'
import type { Problem } from '../problem.ts'

/**
 * Adults read non-fiction silently at 238 words a minute in English (Brysbaert 2019, https://doi.org/10.1016/j.jml.2019.104047).
 * We take three quarters of it: many colleagues read in a second language, on a phone, between two clients.
 */
const wordsPerMinute = 180
/** Our own guess, in seconds, of the time to choose, remember or plan; a discussion happens elsewhere. */
const pause = { read: 0, image: 10, scenario: 20, question: 20, order: 20, match: 20, flashcards: 20, reflection: 30, checklist: 20, discussion: 0 }

const textOf = ({ heading, text, image, turns }: Section): string => [heading, text, image?.alternative ?? '', ...turns.map(textOf)].join(' ')

const wordsIn = ({ sections }: HalfSource) =>
  sections
    .map((section) => textOf(section).replace(/\]\([^)]*\)|\{#[^}]*\}/g, ''))
    .join(' ')
    .split(/[\s\u00a0\u202f]+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length

/** Whole minutes that one half takes, feedback of every choice included. */
const minutesFor = (half: HalfSource, cards: NeutralCard[]) =>
  Math.round(wordsIn(half) / wordsPerMinute + cards.reduce((sum, { kind }) => sum + pause[kind], 0) / 60)

/** The declared minutes are within one minute of what the slower half takes: people plan their week by them. */
export function minutes({ folder, neutral, cards, halves }: CourseSource): Problem[] {
  const read = [halves.en, halves.fr].filter((half) => half !== null)
  const needed = Math.max(...read.map((half) => minutesFor(half, cards)))
  if (read.length === 0 || Math.abs(needed - neutral.minutes) <= 1) return []
  return [
    {
      file: `${folder}/course.yaml`,
      what: `The course says ${neutral.minutes} minutes; its words and pauses take about ${needed}.`,
      remedy: 'Change the minutes, or the number of words.',
    },
  ]
}
