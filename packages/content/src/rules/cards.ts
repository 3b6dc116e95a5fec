import {
  type CardsSource,
  type CourseSource,
  type HalfSource,
  halfOfSource,
  hasChoices,
  hasItemIds,
  hasItems,
  type Marks,
  type NeutralCard,
} from '../course-source.ts'
import type { Section } from '../parse-half.ts'
import type { Problem } from '../problem.ts'

/** Both halves have the cards of the YAML file, in its order, each with the parts that its kind shows. */
export function cards({ cards, halves }: CardsSource): Problem[] {
  return [halves.en, halves.fr].filter((half) => half !== null).flatMap((half) => [...order(half, cards), ...cards.flatMap((card) => parts(half, card))])
}

/** What the finer rules let through has the shape that services read. */
export function shape(course: CourseSource): Problem[] {
  return [course.halves.en, course.halves.fr]
    .filter((half) => half !== null)
    .flatMap((half) => {
      try {
        halfOfSource(half, course)
        return []
      } catch (error) {
        return [{ file: half.file, what: (error as Error).message, remedy: 'README.md shows the parts of each kind of card.' }]
      }
    })
}

/** The ids of two lists are the same, in the same order; else one problem at the first that differs. */
function sameIds(file: string, what: string, found: { id: string | null; line: number }[], wanted: string[], line?: number): Problem[] {
  const ids = found.map(({ id }) => id ?? '(no id)')
  if (ids.join() === wanted.join()) return []
  const first = ids.findIndex((id, index) => id !== wanted[index])
  const at = line ?? found.at(first < 0 ? -1 : first)?.line
  return [
    {
      file,
      ...(at === undefined ? {} : { line: at }),
      what: `${what} are ${ids.join(', ') || 'none'}.`,
      remedy: `The YAML file has ${wanted.join(', ') || 'none'}; use the same ids in the same order.`,
    },
  ]
}

const order = ({ file, sections }: HalfSource, expected: NeutralCard[]) =>
  sameIds(
    file,
    'The cards',
    sections.map(({ cardId, line }) => ({ id: cardId, line })),
    expected.map(({ id }) => id),
  )

function parts({ file, sections }: HalfSource, card: NeutralCard): Problem[] {
  const section = sections.find(({ cardId }) => cardId === card.id)
  if (section === undefined) return []
  return [
    ...markup(file, section),
    ...pictures(file, section, card),
    ...(hasItems(card.kind) ? listed(file, section, card) : notOfThisKind(file, section, card)),
    ...turns(file, section, card),
  ]
}

const markup = (file: string, { unknownMarkup }: Section): Problem[] =>
  unknownMarkup.map(({ name, line }) => ({
    file,
    line,
    what: `Cards do not show this Markdown: ${name}.`,
    remedy: 'Use paragraphs, emphasis, lists and links.',
  }))

const marks = /\]\(|\*\*|(?<![\p{L}\p{N}])[*_][^*_\s][^*_]*[*_](?![\p{L}\p{N}])|`/u

/** What stands in a list that the player draws itself is shown as it is written. */
const plainItems = (file: string, { items }: Section): Problem[] =>
  items
    .filter(({ text, answer }) => marks.test(text) || marks.test(answer))
    .map(({ text, line }) => ({
      file,
      line,
      what: `“${text}” has Markdown, and would show it.`,
      remedy: 'Write it plainly; a link stands in the text before the list.',
    }))

function pictures(file: string, { image, line }: Section, { id, kind }: NeutralCard): Problem[] {
  const at = { file, line }
  if (kind !== 'image')
    return image === null ? [] : [{ ...at, what: `Card ${id} has a picture, and the YAML file calls it ${kind}.`, remedy: 'Call it image.' }]
  if (image === null) return [{ ...at, what: `Card ${id} has no picture.`, remedy: 'Add a line such as ![What it shows](name.svg).' }]
  if (image.alternative.trim() === '')
    return [{ ...at, what: `The picture of card ${id} has no alternative text.`, remedy: 'Say between the brackets what it shows: ![…](name.svg).' }]
  return []
}

/** A list with ids or answers under a card that shows neither is a card of another kind. */
function notOfThisKind(file: string, { items, line }: Section, { id, kind }: NeutralCard): Problem[] {
  if (!items.some((item) => item.id !== null || item.answer !== '')) return []
  return [
    {
      file,
      line,
      what: `Card ${id} has choices or answers, and the YAML file calls it ${kind}.`,
      remedy: 'Use the same kind of card in both languages and in the YAML file.',
    },
  ]
}

function listed(file: string, section: Section, { id, kind, choices, items = [] }: NeutralCard): Problem[] {
  const at = { file, line: section.line }
  const problems: Problem[] = plainItems(file, section)
  if (section.trailing) problems.push({ ...at, what: `Text after the list of card ${id} would not be shown.`, remedy: 'Put it before the list.' })
  if (section.items.length < 2)
    problems.push({ ...at, what: `A ${kind} needs a list of two items or more.`, remedy: 'Add the list, or change the kind in the YAML file.' })
  if (hasChoices(kind)) return [...problems, ...explained(file, section, id, choices)]
  if (hasItemIds(kind)) problems.push(...sameIds(file, `The items of card ${id}`, section.items, items, section.line))
  if (kind === 'checklist') return problems
  return [...problems, ...answered(file, section, kind)]
}

/** Choices have the ids of the YAML file, and each explains itself. */
function explained(file: string, { items, line }: Section, id: string, choices: Marks = {}): Problem[] {
  return [
    ...sameIds(file, `The choices of card ${id}`, items, Object.keys(choices), line),
    ...items
      .filter(({ answer }) => answer === '')
      .map((item) => ({
        file,
        line: item.line,
        what: `The choice “${item.text}” has no feedback.`,
        remedy: 'Add a line under it that begins with > and explains, without blame.',
      })),
  ]
}

const unanswered = { flashcards: 'has no back', order: 'does not say why it stands there', match: 'has nothing that belongs to it' }

function answered(file: string, { items }: Section, kind: NeutralCard['kind']): Problem[] {
  const what = unanswered[kind as keyof typeof unanswered]
  return items
    .filter(({ answer }) => answer === '')
    .map(({ text, line }) => ({ file, line, what: `The ${kind} item “${text}” ${what}.`, remedy: 'Add a line under it that begins with >.' }))
}

function turns(file: string, { turns, line }: Section, { id, kind, turns: expected = {} }: NeutralCard): Problem[] {
  if (turns.length > 0 && kind !== 'scenario')
    return [{ file, line: turns[0]?.line ?? line, what: 'Cards do not show this Markdown: heading.', remedy: 'Use one card for one idea.' }]
  const found = turns.map(({ cardId, line }) => ({ id: cardId, line }))
  return [
    ...sameIds(file, `The turns of card ${id}`, found, Object.keys(expected)),
    ...turns.flatMap((turn) => [
      ...markup(file, turn),
      ...plainItems(file, turn),
      ...(turn.items.length < 2 ? [{ file, line: turn.line, what: 'A turn needs two choices or more.', remedy: 'Add them under its text.' }] : []),
      ...explained(file, turn, turn.cardId ?? '', expected[turn.cardId ?? '']?.choices),
    ]),
  ]
}

/** Every choice set has a right choice and another; what a choice leads to is a later turn, and each turn is led to. */
export function rightChoices({ folder, cards }: CardsSource, file: string): Problem[] {
  const at = { file: `${folder}/${file}` }
  return cards
    .filter(({ kind }) => hasChoices(kind))
    .flatMap(({ id, kind, choices = {}, turns = {} }) => {
      const sets = [[id, choices] as const, ...Object.entries(turns).map(([turn, { choices }]) => [turn, choices] as const)]
      const order = sets.map(([name]) => name)
      const leads = sets.flatMap(([from, marks]) => Object.values(marks).flatMap((mark) => ('leadsTo' in mark ? [{ from, to: mark.leadsTo }] : [])))
      const unmarked = sets.flatMap(([name, marks]) => {
        const kinds = new Set(Object.values(marks).map(({ is }) => is))
        if (kinds.has('right') && kinds.has('other')) return []
        const missing = kinds.has('right') ? 'other' : 'right'
        return [{ ...at, what: `The ${kind} ${name} has no ${missing} choice.`, remedy: 'Mark at least one choice right and at least one other.' }]
      })
      const astray = leads
        .filter(({ from, to }) => order.indexOf(to) <= order.indexOf(from))
        .map(({ from, to }) => ({
          ...at,
          what: `A choice of ${from} leads to ${to}, which is no later turn of ${id}.`,
          remedy: 'Name a turn that stands below.',
        }))
      const unled = Object.keys(turns)
        .filter((turn) => !leads.some(({ to }) => to === turn))
        .map((turn) => ({ ...at, what: `No choice leads to the turn ${turn}.`, remedy: 'Add leadsTo to a choice, or take the turn out.' }))
      return [...unmarked, ...astray, ...unled]
    })
}

const needed = {
  question: 'There is no question, so nobody can check what they know.',
  reflection: 'There is no reflection, so the reader has no moment of their own.',
  checklist: 'There is no checklist, so nothing is tried with a client.',
  discussion: 'There is no discussion, so a champion has nothing to bring to a session.',
}

/** Every course asks, leaves a private moment, sends the reader to a client and gives the champion something to talk about. */
export function neededKinds({ folder, cards }: CourseSource): Problem[] {
  return (Object.entries(needed) as [keyof typeof needed, string][])
    .filter(([kind]) => !cards.some((card) => card.kind === kind))
    .map(([kind, what]) => ({ file: `${folder}/course.yaml`, what, remedy: `Make one card a ${kind}.` }))
}
