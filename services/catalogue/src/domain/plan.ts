import type { ComfortLevel, KnownLevel, Level, SkipReason, StepReason } from '@handrail/contracts'
import { type Chain, shortestChain } from './chain.ts'
import { inOrder } from './order.ts'

export type PlannableCourse = {
  courseId: string
  courseVersion: number
  competencyId: string
  fromLevel: Level
  toLevel: Level
  minutes: number
  prerequisites: readonly string[]
}
/** A competency that the person's role needs. */
export type NeededCompetency = { competencyId: string; floor: Level; level: ComfortLevel }
/** One that is part of their work, as far as anybody knows. */
type OpenCompetency = NeededCompetency & { level: KnownLevel }
export type Step = PlannableCourse & { reason: StepReason }
type Skip = { courseId: string; competencyId: string; reason: SkipReason }

export type Plan = {
  steps: { courseId: string; courseVersion: number; competencyId: string; minutes: number; reason: StepReason }[]
  skipped: Skip[]
  /** What no course leads to yet. */
  notYet: OpenCompetency[]
}

export type PlanRequest = {
  competencies: readonly NeededCompetency[]
  /** Published courses. */
  courses: readonly PlannableCourse[]
  /** Ids of the courses the person has completed. */
  completed: Iterable<string>
}

/** What a passed check shows: the level a course leads to. */
export type Shown = { courseId: string; toLevel: Level }

/** The plan as it is read: where a check has shown that somebody is there, the step is left out and says so. */
export const withoutShown = ({ steps, skipped }: Pick<Plan, 'steps' | 'skipped'>, shown: readonly Shown[]): Pick<Plan, 'steps' | 'skipped'> => {
  const levels = new Map(shown.map(({ courseId, toLevel }) => [courseId, toLevel]))
  const there = steps.flatMap(({ courseId, competencyId, reason: { floor } }): Skip[] => {
    const level = levels.get(courseId)
    return level ? [{ courseId, competencyId, reason: { kind: 'already-there', floor, level } }] : []
  })
  return { steps: steps.filter(({ courseId }) => !levels.has(courseId)), skipped: [...there, ...skipped] }
}

type Gap = NeededCompetency & { level: Level }

const isGap = (needed: NeededCompetency): needed is Gap => typeof needed.level === 'number' && needed.level < needed.floor
const byId =
  <Row>(idOf: (row: Row) => string) =>
  (a: Row, b: Row) =>
    idOf(a) < idOf(b) ? -1 : 1

/**
 * Turns gaps into a path: the fewest minutes that close every gap that courses can close, and one short look at what
 * the person was not sure about. What they say is not their job is left alone. Order of the input never matters. See infra/decisions/0003-order-of-a-plan.md.
 */
export const plan = (request: PlanRequest): Plan => {
  const courses = [...request.courses].sort(byId((course) => course.courseId))
  const competencies = [...request.competencies].sort(byId((needed) => needed.competencyId))
  const completed = new Set(request.completed)
  const needs = new Map(competencies.map((needed) => [needed.competencyId, needed]))
  const coursesOf = Map.groupBy(courses, (course) => course.competencyId)

  const chains = new Map<string, Chain>()
  const chosen = new Map<string, Step>()
  const choose = (course: PlannableCourse, reason: StepReason) => {
    if (!completed.has(course.courseId) && !chosen.has(course.courseId)) chosen.set(course.courseId, { ...course, reason })
  }

  for (const { competencyId, floor, level } of competencies.filter(isGap)) {
    const chain = shortestChain(coursesOf.get(competencyId) ?? [], level, floor, completed)
    chains.set(competencyId, chain)
    for (const course of chain.courses) choose(course, { kind: 'closes-gap', floor, level })
  }

  const tastersOf = ({ competencyId, floor }: NeededCompetency) => (coursesOf.get(competencyId) ?? []).filter((course) => course.toLevel <= floor)
  for (const needed of competencies.filter(({ level }) => level === 'unknown')) {
    const tasters = tastersOf(needed)
    if (tasters.some((course) => completed.has(course.courseId))) continue
    const [shortest] = tasters.sort((a, b) => a.minutes - b.minutes)
    if (shortest) choose(shortest, { kind: 'taster', floor: needed.floor })
  }

  addWhatComesFirst(chosen, courses, needs, choose)

  const skipped = courses.flatMap((course): Skip[] => {
    const needed = needs.get(course.competencyId)
    if (!needed || chosen.has(course.courseId)) return []
    const reason = skipReason(course, needed, completed, chains.get(course.competencyId)?.reached)
    return [{ courseId: course.courseId, competencyId: course.competencyId, reason }]
  })

  const isOutOfReach = (needed: NeededCompetency): needed is OpenCompetency =>
    needed.level === 'not-my-job'
      ? false
      : needed.level === 'unknown'
        ? tastersOf(needed).length === 0
        : (chains.get(needed.competencyId)?.reached ?? needed.level) < needed.floor

  return {
    steps: inOrder([...chosen.values()]).map(({ courseId, courseVersion, competencyId, minutes, reason }) => ({
      courseId,
      courseVersion,
      competencyId,
      minutes,
      reason,
    })),
    skipped,
    notYet: competencies.filter(isOutOfReach),
  }
}

/** Adds what chosen courses build on, where the person is known to be below it. What nobody knows, or is not their job, is not taken for low. */
const addWhatComesFirst = (
  chosen: Map<string, Step>,
  courses: readonly PlannableCourse[],
  needs: ReadonlyMap<string, NeededCompetency>,
  choose: (course: PlannableCourse, reason: StepReason) => void,
) => {
  const courseById = new Map(courses.map((course) => [course.courseId, course]))
  // A Map also iterates over what is added meanwhile, so this follows prerequisites of prerequisites, each once.
  for (const step of chosen.values()) {
    for (const id of step.prerequisites) {
      const first = courseById.get(id)
      const needed = first && needs.get(first.competencyId)
      if (!needed || typeof needed.level !== 'number' || needed.level >= first.toLevel) continue
      choose(first, { kind: 'comes-first', floor: needed.floor, level: needed.level, before: step.courseId })
    }
  }
}

const skipReason = (course: PlannableCourse, { floor, level }: NeededCompetency, completed: ReadonlySet<string>, reached: Level | undefined): SkipReason => {
  if (completed.has(course.courseId)) return { kind: 'already-completed' }
  if (level === 'not-my-job') return { kind: 'not-my-job' }
  if (level === 'unknown') return { kind: 'not-sure' }
  if (course.toLevel <= level) return { kind: 'already-there', floor, level }
  if (level >= floor || course.fromLevel >= floor) return { kind: 'above-what-you-need', floor }
  if (course.fromLevel > (reached ?? level)) return { kind: 'begins-further-on', fromLevel: course.fromLevel, level }
  return { kind: 'others-are-enough' }
}
