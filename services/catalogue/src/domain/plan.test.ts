import { type Level, levels } from '@handrail/contracts'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type NeededCompetency, type PlannableCourse, plan, withoutShown } from './plan.ts'

type Request = { courses: PlannableCourse[]; competencies: NeededCompetency[]; completed: string[] }

const competencyIds = ['ai', 'fraud', 'meeting', 'privacy', 'records']
const courseIds = Array.from({ length: 14 }, (_, place) => `course-${String.fromCharCode(97 + place)}`)

/** Any course, also a bad one: its prerequisites may go in circles, name itself, or name nothing. */
const anyCourse = (courseId: string): fc.Arbitrary<PlannableCourse> =>
  fc
    .record({
      courseId: fc.constant(courseId),
      courseVersion: fc.integer({ min: 1, max: 3 }),
      competencyId: fc.constantFrom(...competencyIds, 'not-in-the-floor'),
      bounds: fc.constantFrom<[Level, Level]>([1, 2], [2, 3], [3, 4], [1, 3], [2, 4], [1, 4]),
      minutes: fc.integer({ min: 3, max: 8 }),
      prerequisites: fc.uniqueArray(fc.constantFrom(...courseIds, 'no-such-course'), { maxLength: 2 }),
    })
    .map(({ bounds: [fromLevel, toLevel], ...rest }) => ({ ...rest, fromLevel, toLevel }))

const anyNeed = (competencyId: string): fc.Arbitrary<NeededCompetency> =>
  fc.record({
    competencyId: fc.constant(competencyId),
    floor: fc.constantFrom(...levels),
    level: fc.constantFrom(...levels, 'unknown' as const, 'not-my-job' as const),
  })

const anyRequest: fc.Arbitrary<Request> = fc.record({
  courses: fc.subarray(courseIds, { minLength: 6 }).chain((ids) => fc.tuple(...ids.map(anyCourse))),
  competencies: fc.subarray(competencyIds, { minLength: 2 }).chain((ids) => fc.tuple(...ids.map(anyNeed))),
  completed: fc.subarray([...courseIds, 'no-longer-published'], { maxLength: 4 }),
})

const planned = ({ courses, competencies, completed }: Request) => {
  const made = plan({ courses, competencies, completed })
  const courseOf = new Map(courses.map((course) => [course.courseId, course]))
  const needOf = new Map(competencies.map((need) => [need.competencyId, need]))
  const steps = made.steps.flatMap((step) => {
    const course = courseOf.get(step.courseId)
    const need = needOf.get(step.competencyId)
    return course && need ? [{ ...step, course, need }] : []
  })
  const gaps = competencies.flatMap(({ competencyId, floor, level }) => (typeof level === 'number' && level < floor ? [{ competencyId, floor, level }] : []))
  const unknown = competencies.filter(({ level }) => level === 'unknown')
  return { made, steps, gaps, unknown, courseOf, needOf, courses, completed: new Set(completed) }
}

const always = (rule: (found: ReturnType<typeof planned>) => void) =>
  fc.assert(
    fc.property(anyRequest, (request) => rule(planned(request))),
    { numRuns: 1000 },
  )

/** How far one gets with courses in hand. */
const reach = (level: Level, courses: readonly PlannableCourse[]): Level => {
  const next = courses.filter(({ fromLevel, toLevel }) => fromLevel <= level && toLevel > level).map(({ toLevel }) => toLevel)
  return next.length === 0 ? level : reach(Math.max(...next) as Level, courses)
}
const subsets = <Item>([first, ...rest]: readonly Item[]): Item[][] => (first === undefined ? [[]] : subsets(rest).flatMap((set) => [set, [first, ...set]]))
const minutesOf = (courses: readonly { minutes: number }[]) => courses.reduce((sum, { minutes }) => sum + minutes, 0)

describe('the plan', () => {
  it('closes every gap that courses can close, and says which it cannot', () =>
    always(({ made, steps, gaps, courses, completed }) => {
      for (const { competencyId, floor, level } of gaps) {
        const about = courses.filter((course) => course.competencyId === competencyId)
        const taken = about.filter(({ courseId }) => completed.has(courseId) || steps.some((step) => step.courseId === courseId))
        const isClosable = reach(level, about) >= floor
        expect(reach(level, taken) >= floor).toBe(isClosable)
        expect(made.notYet.some((gap) => gap.competencyId === competencyId)).toBe(!isClosable)
      }
    }))

  it('closes a gap in the fewest minutes, and past the floor only where nothing ends there', () =>
    always(({ steps, gaps, courses, completed }) => {
      for (const { competencyId, floor, level } of gaps) {
        const about = courses.filter((course) => course.competencyId === competencyId)
        const done = about.filter(({ courseId }) => completed.has(courseId)).map((course) => ({ ...course, toLevel: Math.min(course.toLevel, floor) as Level }))
        const open = about.filter(({ courseId }) => !completed.has(courseId))
        const within = open.filter(({ toLevel }) => toLevel <= floor)
        const canEndThere = reach(level, [...within, ...done]) >= floor
        const choices = subsets(canEndThere ? within : open).filter((set) => reach(level, [...set, ...done]) >= floor)
        const closing = steps.filter((step) => step.competencyId === competencyId && step.reason.kind === 'closes-gap')
        if (choices.length > 0 && canEndThere) expect(minutesOf(closing)).toBe(Math.min(...choices.map(minutesOf)))
        if (choices.length > 0) expect(choices.map(minutesOf)).toContain(minutesOf(closing))
        if (canEndThere) expect(closing.every(({ course }) => course.toLevel <= floor)).toBe(true)
        expect(closing.every(({ course }) => course.fromLevel < floor)).toBe(true)
      }
    }))

  it('never gives a course at or below a level the person has', () =>
    always(({ steps }) => {
      for (const { course, need } of steps) if (typeof need.level === 'number') expect(course.toLevel).toBeGreaterThan(need.level)
    }))

  it('never gives a course twice, nor one that was completed', () =>
    always(({ steps, completed }) => {
      expect(new Set(steps.map(({ courseId }) => courseId)).size).toBe(steps.length)
      expect(steps.filter(({ courseId }) => completed.has(courseId))).toEqual([])
    }))

  it('takes a short look, and only one, at what the person is not sure about', () =>
    always(({ made, steps, unknown, courses, completed }) => {
      for (const { competencyId, floor } of unknown) {
        const tasters = courses.filter((course) => course.competencyId === competencyId && course.toLevel <= floor)
        const given = steps.filter((step) => step.competencyId === competencyId)
        const hadALook = tasters.some(({ courseId }) => completed.has(courseId))
        expect(given.length).toBe(tasters.length > 0 && !hadALook ? 1 : 0)
        for (const step of given) {
          expect(step.reason).toEqual({ kind: 'taster', floor })
          expect(step.minutes).toBe(Math.min(...tasters.map(({ minutes }) => minutes)))
          expect(step.course.toLevel).toBeLessThanOrEqual(floor)
        }
        expect(made.notYet.some((need) => need.competencyId === competencyId)).toBe(tasters.length === 0)
      }
    }))

  it('leaves alone what they say is not their job, and says so', () =>
    always(({ made, steps, needOf, courses, completed }) => {
      const isNotTheirs = (competencyId: string) => needOf.get(competencyId)?.level === 'not-my-job'
      expect(steps.filter(({ competencyId }) => isNotTheirs(competencyId))).toEqual([])
      expect(made.notYet.filter(({ competencyId }) => isNotTheirs(competencyId))).toEqual([])
      for (const { courseId } of courses.filter((course) => isNotTheirs(course.competencyId) && !completed.has(course.courseId))) {
        expect(made.skipped.find((skip) => skip.courseId === courseId)?.reason).toEqual({ kind: 'not-my-job' })
      }
    }))

  it('gives nothing without need: each step closes a gap, is a taster, or comes first for another step', () =>
    always(({ made, steps, courseOf }) => {
      expect(steps.length).toBe(made.steps.length)
      for (const { courseId, need, reason } of steps) {
        if (reason.kind === 'closes-gap') expect(need.level).toBeLessThan(need.floor)
        if (reason.kind === 'taster') expect(need.level).toBe('unknown')
        if (reason.kind !== 'comes-first') continue
        expect(steps.map((step) => step.courseId)).toContain(reason.before)
        expect(courseOf.get(reason.before)?.prerequisites).toContain(courseId)
      }
    }))

  it('puts before a course what it builds on, unless the person has it or nobody knows whether they do', () =>
    always(({ steps, courseOf, needOf, completed }) => {
      const placeOf = new Map(steps.map(({ courseId }, place) => [courseId, place]))
      const buildsOn = (courseId: string, other: string, seen = new Set<string>()): boolean => {
        if (seen.has(courseId)) return false
        seen.add(courseId)
        const first = (courseOf.get(courseId)?.prerequisites ?? []).filter((id) => placeOf.has(id))
        return first.some((id) => id === other || buildsOn(id, other, seen))
      }
      for (const [place, { course }] of steps.entries()) {
        for (const id of course.prerequisites) {
          const first = courseOf.get(id)
          const level = first && needOf.get(first.competencyId)?.level
          const isNeeded = first && !completed.has(id) && typeof level === 'number' && level < first.toLevel
          if (isNeeded) expect(placeOf.has(id)).toBe(true)
          if (placeOf.has(id) && !buildsOn(id, course.courseId)) expect(placeOf.get(id)).toBeLessThan(place)
        }
      }
    }))

  it('goes up in each competency where prerequisites do not say otherwise', () =>
    fc.assert(
      fc.property(anyRequest, (request) => {
        const { steps } = planned({ ...request, courses: request.courses.map((course) => ({ ...course, prerequisites: [] })) })
        for (const [place, step] of steps.entries()) {
          const later = steps.slice(place + 1).filter(({ competencyId }) => competencyId === step.competencyId)
          expect(later.every(({ course }) => course.toLevel >= step.course.toLevel)).toBe(true)
        }
      }),
    ))

  it('tells of every course it leaves out, with a reason that is true', () =>
    always(({ made, steps, courses, needOf, completed, courseOf }) => {
      const about = courses.filter(({ competencyId }) => needOf.has(competencyId)).map(({ courseId }) => courseId)
      expect([...steps, ...made.skipped].map(({ courseId }) => courseId).sort()).toEqual(about.sort())
      for (const { courseId, competencyId, reason } of made.skipped) {
        const course = courseOf.get(courseId)
        const need = needOf.get(competencyId)
        if (!course || !need) throw new Error(`${courseId} is not in the request`)
        expect(reason.kind === 'already-completed').toBe(completed.has(courseId))
        if (reason.kind === 'not-sure') expect(need.level).toBe('unknown')
        if (reason.kind === 'already-there') expect(course.toLevel).toBeLessThanOrEqual(reason.level)
        if (reason.kind === 'above-what-you-need') expect(course.toLevel).toBeGreaterThan(need.floor)
        if (reason.kind === 'begins-further-on') expect(course.fromLevel).toBeGreaterThan(reason.level)
        if (reason.kind === 'others-are-enough') expect(need.level).toBeLessThan(need.floor)
      }
    }))

  it('is the same whatever the order of what it is told', () =>
    fc.assert(
      fc.property(
        anyRequest.chain(({ courses, competencies, completed }) => {
          const shuffled = <Item>(items: Item[]) => fc.shuffledSubarray(items, { minLength: items.length })
          return fc.tuple(
            fc.constant({ courses, competencies, completed }),
            fc.record({ courses: shuffled(courses), competencies: shuffled(competencies), completed: shuffled(completed) }),
          )
        }),
        ([request, shuffled]) => {
          expect(plan(shuffled)).toEqual(plan(request))
        },
      ),
    ))
})

const course = (courseId: string, competencyId: string, fromLevel: Level, toLevel: Level, minutes: number, prerequisites: string[] = []): PlannableCourse => ({
  courseId,
  courseVersion: 1,
  competencyId,
  fromLevel,
  toLevel,
  minutes,
  prerequisites,
})
const idsOf = (steps: readonly { courseId: string }[]) => steps.map(({ courseId }) => courseId)

describe('the order of a plan', () => {
  it('begins with a quick win, breaks ties by the bigger gap, and ends with what the person was not sure about', () => {
    const { steps } = plan({
      competencies: [
        { competencyId: 'a', floor: 3, level: 2 },
        { competencyId: 'b', floor: 2, level: 1 },
        { competencyId: 'c', floor: 3, level: 1 },
        { competencyId: 'd', floor: 3, level: 'unknown' },
      ],
      courses: [course('long', 'a', 2, 3, 7), course('quick', 'b', 1, 2, 5), course('quick-and-far', 'c', 1, 3, 5), course('a-look', 'd', 2, 3, 3)],
      completed: [],
    })
    expect(idsOf(steps)).toEqual(['quick-and-far', 'quick', 'long', 'a-look'])
  })

  it('puts a prerequisite first even when it is longer', () => {
    const { steps } = plan({
      competencies: [
        { competencyId: 'a', floor: 3, level: 2 },
        { competencyId: 'b', floor: 1, level: 1 },
      ],
      courses: [course('needed', 'a', 2, 3, 3, ['basis']), course('basis', 'b', 1, 2, 8)],
      completed: [],
    })
    expect(steps).toMatchObject([
      { courseId: 'basis', reason: { kind: 'comes-first', floor: 1, level: 1, before: 'needed' } },
      { courseId: 'needed', reason: { kind: 'closes-gap', floor: 3, level: 2 } },
    ])
  })

  it('leaves out a prerequisite that was completed', () => {
    const competencies = [{ competencyId: 'a', floor: 3, level: 1 } as const]
    const courses = [course('first', 'a', 1, 2, 5), course('second', 'a', 2, 3, 5, ['first'])]
    expect(idsOf(plan({ competencies, courses, completed: [] }).steps)).toEqual(['first', 'second'])
    expect(idsOf(plan({ competencies, courses, completed: ['first'] }).steps)).toEqual(['second'])
  })

  it('goes as far as there are courses, and says that the rest is still to come', () => {
    const made = plan({ competencies: [{ competencyId: 'a', floor: 3, level: 1 }], courses: [course('first', 'a', 1, 2, 5)], completed: [] })
    expect(idsOf(made.steps)).toEqual(['first'])
    expect(made.notYet).toEqual([{ competencyId: 'a', floor: 3, level: 1 }])
  })
})

describe('a plan as it is read', () => {
  const step = (courseId: string) => ({
    courseId,
    courseVersion: 1,
    competencyId: `about-${courseId}`,
    minutes: 5,
    reason: { kind: 'taster', floor: 3 } as const,
  })
  const skipped = [{ courseId: 'old', competencyId: 'about-old', reason: { kind: 'not-sure' } as const }]

  it('leaves out what a passed check has shown, and says that the person is there already', () => {
    const read = withoutShown({ steps: [step('listening'), step('writing')], skipped }, [
      { courseId: 'listening', toLevel: 3 },
      { courseId: 'elsewhere', toLevel: 4 },
    ])
    expect(read.steps).toEqual([step('writing')])
    expect(read.skipped).toEqual([
      { courseId: 'listening', competencyId: 'about-listening', reason: { kind: 'already-there', floor: 3, level: 3 } },
      ...skipped,
    ])
  })

  it('is the plan itself where nothing was shown', () => {
    const made = { steps: [step('listening')], skipped }
    expect(withoutShown(made, [])).toEqual(made)
  })
})
