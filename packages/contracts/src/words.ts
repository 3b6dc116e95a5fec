import { z } from 'zod'

/** Ids of aggregates: UUIDs, made by the service that owns them. */
export const Uuid = z.uuid()

/** Ids of published content (competencies, courses, paths, cards): lower-case words joined by hyphens. */
export const Slug = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)

export const languages = ['en', 'fr'] as const
export const Language = z.enum(languages)
export type Language = z.infer<typeof Language>

/** Text an author has published, in both languages. Never something a person wrote. */
export const LocalizedText = z.strictObject({ en: z.string().min(1), fr: z.string().min(1) })
export type LocalizedText = z.infer<typeof LocalizedText>

/** 1 Starting out, 2 With some help, 3 On my own, 4 I show others. */
export const Level = z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])
export type Level = z.infer<typeof Level>
export const levels: readonly Level[] = [1, 2, 3, 4]

/** A level, or *unknown*, which is a value of its own and never means low. */
export const KnownLevel = z.union([Level, z.literal('unknown')])
export type KnownLevel = z.infer<typeof KnownLevel>

/** What a person can say of a competency. *Not my job* is neither low nor unknown: it makes no gap, and nothing is planned for it. */
export const ComfortLevel = z.union([KnownLevel, z.literal('not-my-job')])
export type ComfortLevel = z.infer<typeof ComfortLevel>

/** How sure a person is of their own answer; never asked for, so it may be missing. */
export const Sureness = z.enum(['quite-sure', 'a-guess'])
export type Sureness = z.infer<typeof Sureness>

/** Where a question of a check comes from: a card of the course, or a scenario item of its competency. */
export const QuestionSource = z.enum(['course', 'competency'])
export type QuestionSource = z.infer<typeof QuestionSource>

export const roles = ['learner', 'manager', 'champion', 'author', 'lead', 'network'] as const
export const Role = z.enum(roles)
export type Role = z.infer<typeof Role>

/** Minutes a week. */
export const MinutesPerWeek = z.int().min(0).max(600)

/** A calendar day, `2026-12-04`. */
export const Day = z.iso.date()

/** An instant, ISO 8601 in UTC. */
export const Instant = z.iso.datetime()

/** What a person has when nobody said how many minutes a week they have. */
export const DEFAULT_MINUTES_PER_WEEK = 15

/** Sharing is an act, per audience, and revocable. */
export const audiences = ['team-picture', 'champion', 'manager'] as const
export const Audience = z.enum(audiences)
export type Audience = z.infer<typeof Audience>
