import type { Level } from '@handrail/contracts'
import { levels } from '@handrail/contracts'
import type { PlannableCourse } from './plan.ts'

/** Courses that lead from one level to the next, and the level that the last one leads to. */
export type Chain = { courses: PlannableCourse[]; reached: Level }

type Way = { courses: PlannableCourse[]; minutes: number }

const idsOf = (way: Way) => way.courses.map((course) => course.courseId).join(' ')

const isBetter = (way: Way, other: Way) => {
  if (way.minutes !== other.minutes) return way.minutes < other.minutes
  if (way.courses.length !== other.courses.length) return way.courses.length < other.courses.length
  return idsOf(way) < idsOf(other)
}

/**
 * The way from a level up to the floor that costs the fewest minutes, then the fewest courses, then the first ids.
 * It goes past the floor only where no way ends there, and as far as there are courses where none arrives.
 * What was completed counts as taken, and costs nothing.
 */
export const shortestChain = (courses: readonly PlannableCourse[], level: Level, floor: Level, completed: ReadonlySet<string>): Chain => {
  const ways = new Map<Level, Way>([[level, { courses: [], minutes: 0 }]])
  for (const reached of levels) {
    const way = ways.get(reached)
    if (!way || reached >= floor) continue
    for (const course of courses) {
      if (course.fromLevel > reached || course.toLevel <= reached) continue
      const isDone = completed.has(course.courseId)
      const arrives = isDone && course.toLevel > floor ? floor : course.toLevel
      const longer = { courses: [...way.courses, course], minutes: way.minutes + (isDone ? 0 : course.minutes) }
      const known = ways.get(arrives)
      if (!known || isBetter(longer, known)) ways.set(arrives, longer)
    }
  }
  const reached = levels.find((to) => to >= floor && ways.has(to)) ?? levels.findLast((to) => ways.has(to)) ?? level
  return { courses: ways.get(reached)?.courses ?? [], reached }
}
