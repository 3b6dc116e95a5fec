import { z } from 'zod'
import { defineEvent } from '../envelope.ts'
import { Instant, Level, LocalizedText, Slug, Uuid } from '../words.ts'

/** The aggregate's id is the course's. */
const microCourse = z.strictObject({
  courseId: Slug,
  courseVersion: z.int().min(1),
  competencyId: Slug,
  fromLevel: Level,
  toLevel: Level,
  minutes: z.int(),
  kilobytes: z.int(),
  title: LocalizedText,
  canDo: LocalizedText,
  cards: z.array(
    z.strictObject({
      cardId: Slug,
      /** For checks: the choices that are right. Empty for cards that check nothing. */
      rightChoiceIds: z.array(Slug),
    }),
  ),
  state: z.enum(['published', 'retired']),
})
export type PublishedMicroCourse = z.infer<typeof microCourse>
const microCourseExample: PublishedMicroCourse = {
  courseId: 'ask-about-access',
  courseVersion: 1,
  competencyId: 'asking-about-access',
  fromLevel: 2,
  toLevel: 3,
  minutes: 4,
  kilobytes: 9,
  title: { en: 'Ask about access, kindly', fr: 'Parler d’accès avec tact' },
  canDo: { en: 'I can ask about access without shaming anybody.', fr: 'Je peux parler d’accès sans gêner personne.' },
  cards: [{ cardId: 'the-question', rightChoiceIds: ['ask-first'] }],
  state: 'published',
}
export const MicroCoursePublished = defineEvent('catalogue', 'micro-course', 'published', microCourse, microCourseExample)
export const MicroCourseRetired = defineEvent('catalogue', 'micro-course', 'retired', microCourse, {
  ...microCourseExample,
  state: 'retired',
})

/** The scenario items of a competency, as whoever judges needs them. The aggregate's id is the competency's; no items where a check is gone. */
export const ScenarioCheckPublished = defineEvent(
  'catalogue',
  'scenario-check',
  'published',
  z.strictObject({
    competencyId: Slug,
    checkVersion: z.int().min(1),
    items: z.array(z.strictObject({ itemId: Slug, toLevel: Level, rightChoiceIds: z.array(Slug).min(1) })),
  }),
  { competencyId: 'asking-about-access', checkVersion: 1, items: [{ itemId: 'two-missed-calls', toLevel: 3, rightChoiceIds: ['ask-again'] }] },
)

export const LearningPathPublished = defineEvent(
  'catalogue',
  'learning-path',
  'published',
  z.strictObject({
    pathId: Slug,
    pathVersion: z.int().min(1),
    title: LocalizedText,
    summary: LocalizedText,
    steps: z.array(z.strictObject({ courseId: Slug, courseVersion: z.int().min(1), minutes: z.int() })),
    grantsRole: z.literal('champion').nullable(),
  }),
  {
    pathId: 'safe-from-day-one',
    pathVersion: 1,
    title: { en: 'Safe from day one', fr: 'En sécurité dès le premier jour' },
    summary: { en: 'Three courses for the first week.', fr: 'Trois formations pour la première semaine.' },
    steps: [{ courseId: 'ask-about-access', courseVersion: 1, minutes: 4 }],
    grantsRole: null,
  },
)

/**
 * One person's plan; planning again changes it. It says which courses and in what order, never a level nor a doubt: the reasons
 * stay in catalogue, where the person reads them.
 */
export const PlanChanged = defineEvent(
  'catalogue',
  'plan',
  'changed',
  z.strictObject({
    planId: Uuid,
    personId: Uuid,
    selfAssessmentId: Uuid,
    plannedAt: Instant,
    steps: z.array(
      z.strictObject({
        courseId: Slug,
        courseVersion: z.int().min(1),
        minutes: z.int(),
      }),
    ),
  }),
  {
    planId: '01900000-0000-7000-8000-0000000000d1',
    personId: '01900000-0000-7000-8000-0000000000a1',
    selfAssessmentId: '01900000-0000-7000-8000-0000000000c1',
    plannedAt: '2026-11-02T14:00:00.120Z',
    steps: [{ courseId: 'ask-about-access', courseVersion: 1, minutes: 4 }],
  },
)
