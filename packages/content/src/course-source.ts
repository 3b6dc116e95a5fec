import { Card, Day, Level, type MicroCourse, MicroCourseHalf, ScenarioCheck, Slug } from '@handrail/contracts'
import { z } from 'zod'
import type { HalfText, Section } from './parse-half.ts'

const kinds = Card.options.map((option) => option.shape.kind.value)
type CardKind = (typeof kinds)[number]

/** `right`, `other`, or one of them with the turn of the story that it leads to. */
const Mark = z.union([z.enum(['right', 'other']).transform((is) => ({ is })), z.strictObject({ is: z.enum(['right', 'other']), leadsTo: Slug })])
const Marks = z.record(Slug, Mark)
export type Marks = z.infer<typeof Marks>

const NeutralCard = z.strictObject({
  id: Slug,
  kind: z.enum(kinds),
  /** Choice ids in order, each with its mark. */
  choices: Marks.optional(),
  /** The turns of a scenario, by id, in order. */
  turns: z.record(Slug, z.strictObject({ choices: Marks })).optional(),
  /** Ids of what is put in order (in the right order) or matched. */
  items: z.array(Slug).optional(),
})
export type NeutralCard = z.infer<typeof NeutralCard>

/** `course.yaml`: what does not depend on the language. */
export const NeutralCourse = z.strictObject({
  competencyId: Slug,
  fromLevel: Level,
  toLevel: Level,
  minutes: z.int().min(3).max(8),
  prerequisites: z.array(Slug).default([]),
  reviewOn: Day,
  /** Where its facts come from, and the day by which somebody looks there again. */
  sources: z.array(z.strictObject({ url: z.url({ protocol: /^https$/ }), reviewOn: Day })).default([]),
  cards: z.array(NeutralCard),
})
export type NeutralCourse = z.infer<typeof NeutralCourse>

/** `check.yaml`: the scenario items of a competency. */
export const NeutralCheck = z.strictObject({ items: z.array(z.strictObject({ id: Slug, toLevel: Level, choices: Marks })) })

/** Sections in both languages and the cards they belong to: what a course and a scenario check have in common. */
export interface CardsSource {
  id: string
  folder: string
  cards: NeutralCard[]
  halves: { en: HalfSource | null; fr: HalfSource | null }
}

/** A course as it lies in its folder, before anything about it is believed. */
export interface CourseSource extends CardsSource {
  neutral: NeutralCourse
  /** SVG texts of its folder, by file name. */
  drawings: ReadonlyMap<string, string>
}

/** The scenario items of a competency as they lie in their folder. */
export interface CheckSource extends CardsSource {
  toLevels: ReadonlyMap<string, Level>
}

export interface HalfSource extends HalfText {
  file: string
  source: string
}

/** Kinds whose list is a part of the card, and not of its text. */
export const hasItems = (kind: CardKind) => hasChoices(kind) || kind === 'flashcards' || kind === 'checklist' || hasItemIds(kind)
export const hasChoices = (kind: CardKind) => kind === 'scenario' || kind === 'question'
export const hasItemIds = (kind: CardKind) => kind === 'order' || kind === 'match'

const choicesOf = ({ items }: Section, marks: Marks = {}) =>
  items.map(({ id, text, answer }) => {
    const mark = marks[id ?? '']
    return { choiceId: id, text, right: mark?.is === 'right', feedback: answer, ...(mark && 'leadsTo' in mark ? { leadsTo: mark.leadsTo } : {}) }
  })

function card(section: Section, { id, kind, choices, turns = {} }: NeutralCard, drawings: ReadonlyMap<string, string>): unknown {
  const base = { kind, cardId: id, heading: section.heading }
  const items = section.items
  switch (kind) {
    case 'scenario':
      return {
        ...base,
        body: section.lead,
        choices: choicesOf(section, choices),
        turns: section.turns.map((turn) => ({
          turnId: turn.cardId,
          heading: turn.heading,
          body: turn.lead,
          choices: choicesOf(turn, turns[turn.cardId ?? '']?.choices),
        })),
      }
    case 'question':
      return { ...base, body: section.lead, choices: choicesOf(section, choices) }
    case 'flashcards':
      return { ...base, ...(section.lead === '' ? {} : { body: section.lead }), cards: items.map(({ text, answer }) => ({ front: text, back: answer })) }
    case 'checklist':
      return { ...base, body: section.lead, items: items.map(({ text }) => text) }
    case 'order':
      return { ...base, body: section.lead, items: items.map(({ id, text, answer }) => ({ itemId: id, text, why: answer })) }
    case 'match':
      return { ...base, body: section.lead, pairs: items.map(({ id, text, answer }) => ({ pairId: id, left: text, right: answer })) }
    case 'image':
      return { ...base, body: section.text, drawing: { svg: drawings.get(section.image?.file ?? '')?.trim(), alternative: section.image?.alternative } }
    default:
      return { ...base, body: section.text }
  }
}

/** One half in the shape that services read. Throws, with every missing part, when it does not have that shape. */
export function halfOfSource(
  { file, frontMatter: { writtenAgainst: _, ...front }, sections }: HalfSource,
  { cards: expected, drawings }: CourseSource,
): MicroCourseHalf {
  const cards = expected.flatMap((wanted) => {
    const section = sections.find(({ cardId }) => cardId === wanted.id)
    return section === undefined ? [] : [card(section, wanted, drawings)]
  })
  const half = MicroCourseHalf.safeParse({ ...front, cards })
  if (half.success) return half.data
  const parts = half.error.issues.map(({ path: [first, index, ...rest], message }) =>
    first === 'cards' && typeof index === 'number' ? `card ${expected[index]?.id}, ${rest.join('.')}: ${message}` : `${String(first)}: ${message}`,
  )
  throw new Error(`${file} does not have the shape of a half: ${parts.join('; ')}.`, { cause: half.error })
}

const bothHalves = ({ folder, halves: { en, fr } }: CardsSource) => {
  if (en === null || fr === null) throw new Error(`${folder}/${en === null ? 'en' : 'fr'}.md is missing. Write this half before the other is used.`)
  return { en, fr }
}

/** The course in the shape that services read. Throws when a half is missing or has other cards than course.yaml. */
export function courseOfSource(course: CourseSource): MicroCourse {
  const { cards, sources: _, ...rest } = course.neutral
  const halves = bothHalves(course)
  const half = (source: HalfSource) => {
    const read = halfOfSource(source, course)
    if (read.cards.length !== cards.length) throw new Error(`${source.file} has other cards than course.yaml. Run the content check.`)
    return read
  }
  return { courseId: course.id, ...rest, en: half(halves.en), fr: half(halves.fr) }
}

/** The scenario items in the shape that services read. Throws when they do not have it. */
export function checkOfSource(check: CheckSource): ScenarioCheck {
  const halves = bothHalves(check)
  const item = ({ file, sections }: HalfSource, { id, choices }: NeutralCard) => {
    const section = sections.find(({ cardId }) => cardId === id)
    if (section === undefined) throw new Error(`${file} has no item ${id}. Run the content check.`)
    return { heading: section.heading, body: section.lead, choices: choicesOf(section, choices) }
  }
  const items = check.cards.map((card) => ({ itemId: card.id, toLevel: check.toLevels.get(card.id), en: item(halves.en, card), fr: item(halves.fr, card) }))
  return ScenarioCheck.parse({ competencyId: check.id, items })
}
