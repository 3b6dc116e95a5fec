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
const choices = z.array(Choice).min(2).max(5)

/** In a scenario, a choice may lead to a further turn of the story. */
const TurningChoice = Choice.extend({ leadsTo: Slug.optional() })
const turningChoices = z.array(TurningChoice).min(2).max(5)

/** What a drawing may be made of. */
export const drawingParts = {
  elements: ['svg', 'g', 'path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon'],
  attributes: 'viewBox class transform d x y width height rx ry cx cy r x1 y1 x2 y2 points'.split(' '),
  classes: ['line', 'soft', 'fill', 'strong', 'mid', 'pale', 'warm', 'paper'],
}

/** A drawing of our own, inline SVG without words, colours or scripts: its classes take the colours of the page. */
export const Drawing = z.strictObject({ svg: z.string().startsWith('<svg'), alternative: z.string().min(1) })
export type Drawing = z.infer<typeof Drawing>

/** One card of a micro-course, in one language. One idea each. */
export const Card = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('read'), ...cardBase, body: Markdown }),
  z.strictObject({
    kind: z.literal('scenario'),
    ...cardBase,
    body: Markdown,
    choices: turningChoices,
    /** What a choice of this card, or of an earlier turn, leads to. */
    turns: z
      .array(z.strictObject({ turnId: Slug, heading: z.string().min(1), body: Markdown, choices: turningChoices }))
      .max(2)
      .default([]),
  }),
  z.strictObject({ kind: z.literal('question'), ...cardBase, body: Markdown, choices }),
  z.strictObject({
    kind: z.literal('order'),
    ...cardBase,
    body: Markdown,
    /** In the right order; the player mixes them. */
    items: z
      .array(z.strictObject({ itemId: Slug, text: z.string().min(1), why: z.string().min(1) }))
      .min(3)
      .max(6),
  }),
  z.strictObject({
    kind: z.literal('match'),
    ...cardBase,
    body: Markdown,
    pairs: z
      .array(z.strictObject({ pairId: Slug, left: z.string().min(1), right: z.string().min(1) }))
      .min(3)
      .max(5),
  }),
  z.strictObject({ kind: z.literal('image'), ...cardBase, body: Markdown, drawing: Drawing }),
  z.strictObject({
    kind: z.literal('flashcards'),
    ...cardBase,
    /** Courses published before it was kept have none. */
    body: Markdown.optional(),
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

const statements = z.array(LocalizedText).min(2).max(3)
export const Statements = z.strictObject({ 1: statements, 2: statements, 3: statements, 4: statements })

export const Competency = z.strictObject({
  competencyId: Slug,
  areaId: Slug,
  name: LocalizedText,
  purpose: LocalizedText,
  /** What one can see somebody do at each level, in settlement work. The first of a level is the most telling. */
  statements: Statements,
  /** DigComp 3.0 competence ids, such as `4.2`. */
  digcomp: z.array(z.string()).min(1),
  /** Components of the Digital skill in Canada's Skills for Success, by name. */
  skillsForSuccess: z.array(LocalizedText).min(1),
})
export type Competency = z.infer<typeof Competency>

export const Framework = z.strictObject({
  frameworkId: Slug,
  version: z.int().min(1),
  areas: z.array(z.strictObject({ areaId: Slug, name: LocalizedText })),
  competencies: z.array(Competency),
})
export type Framework = z.infer<typeof Framework>

/** What each step looks like in one job, in the first person. */
export const Examples = z.strictObject({ 1: LocalizedText, 2: LocalizedText, 3: LocalizedText, 4: LocalizedText })

/** The floor: for one role profile, the level each competency needs, why, and what its steps look like there. */
export const Floor = z.strictObject({
  roleProfile: Slug,
  name: LocalizedText,
  version: z.int().min(1),
  levels: z.array(z.strictObject({ competencyId: Slug, level: Level, because: LocalizedText, examples: Examples.optional() })),
})
export type Floor = z.infer<typeof Floor>

const CheckItemHalf = z.strictObject({ heading: z.string().min(1), body: Markdown, choices })

/** Short scenarios that show whether somebody works at a level: for testing out of a course, and beside a self-rating. */
export const ScenarioCheck = z.strictObject({
  competencyId: Slug,
  items: z.array(z.strictObject({ itemId: Slug, toLevel: Level, en: CheckItemHalf, fr: CheckItemHalf })),
})
export type ScenarioCheck = z.infer<typeof ScenarioCheck>

export const Library = z.strictObject({
  framework: Framework,
  floors: z.array(Floor),
  checks: z.array(ScenarioCheck),
  courses: z.array(MicroCourse),
  paths: z.array(LearningPath),
})
export type Library = z.infer<typeof Library>

export const isCheck = (card: Card) => card.kind === 'question'
export const halfOf = (course: MicroCourse, language: Language) => course[language]
