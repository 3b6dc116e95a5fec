import { type CardsSource, hasChoices, type Marks } from '../course-source.ts'
import type { Section } from '../parse-half.ts'
import type { Problem } from '../problem.ts'

/** How much longer than the longest other choice the only right one may be: beyond that its length tells. */
const mostOver = 1.3
/** In letters: among short choices a word more tells nothing. */
const leastOver = 20

function tellsByLength(file: string, { items }: Section, marks: Marks = {}): Problem[] {
  if (items.some(({ id }) => marks[id ?? ''] === undefined)) return []
  const lengths = (is: 'right' | 'other') => items.filter(({ id }) => marks[id ?? '']?.is === is).map(({ text }) => text.length)
  const right = lengths('right')
  const longestOther = Math.max(...lengths('other'))
  const [only] = right
  if (right.length !== 1 || only === undefined || only <= longestOther * mostOver || only - longestOther < leastOver) return []
  const item = items.find(({ id }) => marks[id ?? '']?.is === 'right')
  return [
    {
      file,
      ...(item === undefined ? {} : { line: item.line }),
      what: `The right choice has ${only} letters, and the longest other ${longestOther}: its length gives it away.`,
      remedy: 'Shorten it, and put what explains it into the feedback; or give the others their reasons.',
    },
  ]
}

/** Nobody finds the right choice by its length alone. */
export function fairChoices({ cards, halves }: CardsSource): Problem[] {
  return [halves.en, halves.fr]
    .filter((half) => half !== null)
    .flatMap(({ file, sections }) =>
      cards
        .filter(({ kind }) => hasChoices(kind))
        .flatMap(({ id, choices, turns = {} }) => {
          const section = sections.find(({ cardId }) => cardId === id)
          if (section === undefined) return []
          return [...tellsByLength(file, section, choices), ...section.turns.flatMap((turn) => tellsByLength(file, turn, turns[turn.cardId ?? '']?.choices))]
        }),
    )
}
