import { type CourseSource, type HalfSource, halfOfSource, hasChoices, hasItems, type NeutralCard } from '../course-source.ts'
import type { Section } from '../parse-half.ts'
import type { Problem } from '../problem.ts'

/** Both halves have the cards of course.yaml, in its order, each with the parts that its kind shows. */
export function cards({ neutral, halves }: CourseSource): Problem[] {
  return [halves.en, halves.fr]
    .filter((half) => half !== null)
    .flatMap((half) => {
      const problems = [...order(half, neutral.cards), ...neutral.cards.flatMap((card) => parts(half, card))]
      if (problems.length > 0) return problems
      try {
        halfOfSource(half, neutral)
        return []
      } catch (error) {
        return [{ file: half.file, what: (error as Error).message, remedy: 'README.md shows the parts of each kind of card.' }]
      }
    })
}

function order({ file, sections }: HalfSource, expected: NeutralCard[]): Problem[] {
  const ids = sections.map(({ cardId }) => cardId ?? '(no id)')
  const wanted = expected.map(({ id }) => id)
  if (ids.join() === wanted.join()) return []
  const first = ids.findIndex((id, index) => id !== wanted[index])
  const line = sections.at(first < 0 ? -1 : first)?.line
  return [
    {
      file,
      ...(line === undefined ? {} : { line }),
      what: `The cards are ${ids.join(', ')}.`,
      remedy: `course.yaml has ${wanted.join(', ')}; use the same ids in the same order.`,
    },
  ]
}

function parts({ file, sections }: HalfSource, card: NeutralCard): Problem[] {
  const section = sections.find(({ cardId }) => cardId === card.id)
  if (section === undefined) return []
  const at = { file, line: section.line }
  const markup = section.unknownMarkup.map(({ name, line }) => ({
    file,
    line,
    what: `Cards do not show this Markdown: ${name}.`,
    remedy: 'Use paragraphs, emphasis, lists and links.',
  }))
  if (!hasItems(card.kind)) return [...markup, ...notOfThisKind(section, card, at)]
  if (section.trailing) markup.push({ ...at, what: `Text after the list of card ${card.id} would not be shown.`, remedy: 'Put it before the list.' })
  if (section.items.length < 2)
    markup.push({ ...at, what: `A ${card.kind} needs a list of two items or more.`, remedy: 'Add the list, or change the kind in course.yaml.' })
  return [...markup, ...(hasChoices(card.kind) ? choices(section, card, file) : answers(section, card, file))]
}

/** A list with ids or answers under a card that shows neither is a card of another kind. */
function notOfThisKind({ items }: Section, { id, kind }: NeutralCard, at: { file: string; line: number }): Problem[] {
  if (!items.some((item) => item.id !== null || item.answer !== '')) return []
  return [
    {
      ...at,
      what: `Card ${id} has choices or answers, and course.yaml calls it ${kind}.`,
      remedy: 'Use the same kind of card in both languages and in course.yaml.',
    },
  ]
}

function choices({ items, line }: Section, { id, choices = {} }: NeutralCard, file: string): Problem[] {
  const problems: Problem[] = []
  const ids = items.map((item) => item.id ?? '(no id)')
  if (ids.join() !== Object.keys(choices).join()) {
    problems.push({
      file,
      line,
      what: `The choices of card ${id} are ${ids.join(', ')}.`,
      remedy: `course.yaml has ${Object.keys(choices).join(', ') || 'none'}; use the same ids in the same order.`,
    })
  }
  for (const item of items.filter(({ answer }) => answer === '')) {
    problems.push({
      file,
      line: item.line,
      what: `The choice “${item.text}” has no feedback.`,
      remedy: 'Add a line under it that begins with > and explains, without blame.',
    })
  }
  return problems
}

function answers({ items }: Section, { kind }: NeutralCard, file: string): Problem[] {
  if (kind !== 'flashcards') return []
  return items
    .filter(({ answer }) => answer === '')
    .map(({ text, line }) => ({ file, line, what: `The flashcard “${text}” has no back.`, remedy: 'Add a line under it that begins with >.' }))
}

/** Every course has a question, and every question and scenario has a right choice and another. */
export function rightChoices({ folder, neutral }: CourseSource): Problem[] {
  const file = `${folder}/course.yaml`
  const problems: Problem[] = neutral.cards
    .filter(({ kind }) => hasChoices(kind))
    .flatMap(({ id, kind, choices = {} }) => {
      const kinds = new Set(Object.values(choices))
      if (kinds.has('right') && kinds.has('other')) return []
      return [
        {
          file,
          what: `The ${kind} ${id} has no ${kinds.has('right') ? 'other' : 'right'} choice.`,
          remedy: 'Mark at least one choice right and at least one other.',
        },
      ]
    })
  if (!neutral.cards.some(({ kind }) => kind === 'question')) {
    problems.push({ file, what: 'There is no question, so nobody can check what they know.', remedy: 'Make one card a question.' })
  }
  return problems
}
