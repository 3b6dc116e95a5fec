import { Card, Day, Level, type MicroCourse, MicroCourseHalf, Slug } from '@handrail/contracts'
import { z } from 'zod'
import type { HalfText, Section } from './parse-half.ts'

const kinds = Card.options.map((option) => option.shape.kind.value)
type CardKind = (typeof kinds)[number]

/** `course.yaml`: what does not depend on the language. */
export const NeutralCourse = z.strictObject({
  competencyId: Slug,
  fromLevel: Level,
  toLevel: Level,
  minutes: z.int().min(3).max(8),
  prerequisites: z.array(Slug).default([]),
  reviewOn: Day,
  cards: z.array(
    z.strictObject({
      id: Slug,
      kind: z.enum(kinds),
      /** Choice ids in order, each `right` or `other`. */
      choices: z.record(Slug, z.enum(['right', 'other'])).optional(),
    }),
  ),
})
export type NeutralCourse = z.infer<typeof NeutralCourse>
export type NeutralCard = NeutralCourse['cards'][number]

/** A course as it lies in its folder, before anything about it is believed. */
export interface CourseSource {
  courseId: string
  folder: string
  neutral: NeutralCourse
  halves: { en: HalfSource | null; fr: HalfSource | null }
}

export interface HalfSource extends HalfText {
  file: string
  source: string
}

/** Kinds whose list is a part of the card, and not of its text. */
export const hasItems = (kind: CardKind) => kind === 'scenario' || kind === 'question' || kind === 'flashcards' || kind === 'checklist'
export const hasChoices = (kind: CardKind) => kind === 'scenario' || kind === 'question'

function card(section: Section, { id, kind, choices }: NeutralCard): unknown {
  const base = { kind, cardId: id, heading: section.heading }
  if (hasChoices(kind)) {
    return {
      ...base,
      body: section.lead,
      choices: section.items.map(({ id, text, answer }) => ({ choiceId: id, text, right: choices?.[id ?? ''] === 'right', feedback: answer })),
    }
  }
  if (kind === 'flashcards') return { ...base, cards: section.items.map(({ text, answer }) => ({ front: text, back: answer })) }
  if (kind === 'checklist') return { ...base, body: section.lead, items: section.items.map(({ text }) => text) }
  return { ...base, body: section.text }
}

/** One half in the shape that services read. Throws, with every missing part, when it does not have that shape. */
export function halfOfSource({ file, frontMatter: { writtenAgainst: _, ...front }, sections }: HalfSource, neutral: NeutralCourse): MicroCourseHalf {
  const cards = neutral.cards.flatMap((expected) => {
    const section = sections.find(({ cardId }) => cardId === expected.id)
    return section === undefined ? [] : [card(section, expected)]
  })
  const half = MicroCourseHalf.safeParse({ ...front, cards })
  if (half.success) return half.data
  const parts = half.error.issues.map(({ path: [first, index, ...rest], message }) =>
    first === 'cards' && typeof index === 'number' ? `card ${neutral.cards[index]?.id}, ${rest.join('.')}: ${message}` : `${String(first)}: ${message}`,
  )
  throw new Error(`${file} does not have the shape of a half: ${parts.join('; ')}.`, { cause: half.error })
}

/** The course in the shape that services read. Throws when a half is missing or has other cards than course.yaml. */
export function courseOfSource({ courseId, folder, neutral, halves }: CourseSource): MicroCourse {
  const { cards, ...rest } = neutral
  const half = (language: 'en' | 'fr') => {
    const source = halves[language]
    if (source === null) throw new Error(`${folder}/${language}.md is missing. Write this half before the course is used.`)
    const read = halfOfSource(source, neutral)
    if (read.cards.length !== cards.length) throw new Error(`${source.file} has other cards than course.yaml. Run the content check.`)
    return read
  }
  return { courseId, ...rest, en: half('en'), fr: half('fr') }
}
