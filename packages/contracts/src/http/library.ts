import { z } from 'zod'
import { Language, Level, LocalizedText, Slug } from '../words.ts'

/**
 * How one learns in a course. `paper`: nothing in it needs a screen. `story`: a scenario that turns with what one
 * chooses. `sorting`: things to put in order or to pair. `flashcards` and `drawing`: some of its cards are.
 */
export const courseFormats = ['paper', 'story', 'sorting', 'flashcards', 'drawing'] as const
export const CourseFormat = z.enum(courseFormats)
export type CourseFormat = z.infer<typeof CourseFormat>

/** `level` is the one a course leads to; `minutes` and `kilobytes` are the most a course may take. */
export const LibraryQuery = z.object({
  language: Language,
  words: z.string().trim().max(100).default(''),
  area: Slug.optional(),
  level: z.coerce.number().pipe(Level).optional(),
  minutes: z.coerce.number().int().min(1).max(60).optional(),
  kilobytes: z.coerce.number().int().min(1).max(1000).optional(),
  format: CourseFormat.optional(),
  /** How many results stand before this page. */
  cursor: z.coerce.number().int().min(0).max(100_000).default(0),
  limit: z.coerce.number().int().min(1).max(100).default(10),
})
export type LibraryQuery = z.infer<typeof LibraryQuery>

/** Why a course fits the asker, as far as their plan says so. */
export const Fit = z.object({
  kind: z.enum(['closes-gap', 'taster', 'comes-first', 'role-needs']),
  /** What the role needs in the course's competency; null where the plan does not say. */
  floor: Level.nullable(),
})
export type Fit = z.infer<typeof Fit>

export const LibraryCourse = z.object({
  courseId: Slug,
  competencyId: Slug,
  /** Null where no framework names the competency. */
  competency: LocalizedText.nullable(),
  areaId: Slug.nullable(),
  area: LocalizedText.nullable(),
  fromLevel: Level,
  toLevel: Level,
  minutes: z.int(),
  kilobytes: z.int(),
  title: LocalizedText,
  summary: LocalizedText,
  formats: z.array(CourseFormat),
  fit: Fit.nullable(),
})
export type LibraryCourse = z.infer<typeof LibraryCourse>

export const LibraryPage = z.object({
  rows: z.array(LibraryCourse),
  total: z.int(),
  /** `cursor` of the page before and of the next one; null where there is none. */
  before: z.int().nullable(),
  next: z.int().nullable(),
  /** Where nothing was found: how many there are with these words and no filter, and other words that lead somewhere. */
  withoutFilters: z.int(),
  otherWords: z.array(LocalizedText),
})
export type LibraryPage = z.infer<typeof LibraryPage>

/** The words of the framework: areas in their order, and the competencies of each. */
export const LibraryAreas = z.object({
  areas: z.array(z.object({ areaId: Slug, name: LocalizedText })),
  competencies: z.array(z.object({ competencyId: Slug, areaId: Slug, name: LocalizedText })),
})
export type LibraryAreas = z.infer<typeof LibraryAreas>
