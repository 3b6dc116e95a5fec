import { z } from 'zod'
import { Day, type Language, Level, LocalizedText, Slug } from './words.ts'

/** Markdown: paragraphs, emphasis, lists and links only. */
const Markdown = z.string().min(1)

const cardBase = { cardId: Slug, heading: z.string().min(1) }

/** A choice always explains itself: there is feedback for the right ones and for the others. */
export const Choice = z.strictObject({
  choiceId: Slug,
  text: z.string().min(1),
  right: z.boolean(),
  feedback: z.string().min(1),
})

/** One card of a micro-course, in one language. One idea each. */
export const Card = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('read'), ...cardBase, body: Markdown }),
  z.strictObject({ kind: z.literal('scenario'), ...cardBase, body: Markdown, choices: z.array(Choice).min(2).max(5) }),
  z.strictObject({ kind: z.literal('question'), ...cardBase, body: Markdown, choices: z.array(Choice).min(2).max(5) }),
  z.strictObject({
    kind: z.literal('flashcards'),
    ...cardBase,
    cards: z
      .array(z.strictObject({ front: z.string().min(1), back: z.string().min(1) }))
      .min(2)
      .max(8),
  }),
  z.strictObject({ kind: z.literal('reflection'), ...cardBase, body: Markdown }),
  z.strictObject({ kind: z.literal('checklist'), ...cardBase, body: Markdown, items: z.array(z.string().min(1)).min(2).max(8) }),
  z.strictObject({ kind: z.literal('discussion'), ...cardBase, body: Markdown }),
])
export type Card = z.infer<typeof Card>

/** One language's half of a micro-course. */
export const MicroCourseHalf = z.strictObject({
  title: z.string().min(1),
  summary: z.string().min(1),
  canDo: z.string().min(1),
  lowTech: z.string().min(1),
  cards: z.array(Card).min(5).max(8),
})
export type MicroCourseHalf = z.infer<typeof MicroCourseHalf>

/** A micro-course as an author published it: one competency, from one level to the next, both languages. */
export const MicroCourse = z.strictObject({
  courseId: Slug,
  competencyId: Slug,
  fromLevel: Level,
  toLevel: Level,
  minutes: z.int().min(3).max(8),
  /** Courses that must come first when they are in the same plan. */
  prerequisites: z.array(Slug),
  reviewOn: Day,
  en: MicroCourseHalf,
  fr: MicroCourseHalf,
})
export type MicroCourse = z.infer<typeof MicroCourse>

export const LearningPath = z.strictObject({
  pathId: Slug,
  title: LocalizedText,
  summary: LocalizedText,
  courseIds: z.array(Slug).min(1),
  /** The role that finishing this path grants; null for most. */
  grantsRole: z.literal('champion').nullable(),
})
export type LearningPath = z.infer<typeof LearningPath>

export const Competency = z.strictObject({
  competencyId: Slug,
  areaId: Slug,
  name: LocalizedText,
  purpose: LocalizedText,
  /** What one can see somebody do at each level, in settlement work. */
  statements: z.strictObject({ 1: LocalizedText, 2: LocalizedText, 3: LocalizedText, 4: LocalizedText }),
  /** DigComp 3.0 competence ids, such as `4.2`. */
  digcomp: z.array(z.string()),
})
export type Competency = z.infer<typeof Competency>

export const Framework = z.strictObject({
  frameworkId: Slug,
  version: z.int().min(1),
  areas: z.array(z.strictObject({ areaId: Slug, name: LocalizedText })),
  competencies: z.array(Competency),
})
export type Framework = z.infer<typeof Framework>

/** The floor: for one role profile, the level each competency needs. */
export const Floor = z.strictObject({
  roleProfile: Slug,
  name: LocalizedText,
  version: z.int().min(1),
  levels: z.array(z.strictObject({ competencyId: Slug, level: Level, because: LocalizedText })),
})
export type Floor = z.infer<typeof Floor>

export const Library = z.strictObject({
  framework: Framework,
  floors: z.array(Floor),
  courses: z.array(MicroCourse),
  paths: z.array(LearningPath),
})
export type Library = z.infer<typeof Library>

export const isCheck = (card: Card) => card.kind === 'question'
export const halfOf = (course: MicroCourse, language: Language) => course[language]
