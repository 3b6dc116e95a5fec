import { type Level, levels } from '@handrail/contracts'
import type { Problem } from '../problem.ts'
import type { LibrarySource } from '../read-library.ts'

/** How far up courses lead somebody who begins at the first level. */
const reached = (steps: { fromLevel: Level; toLevel: Level }[]): Level =>
  levels.reduce<Level>((level, next) => (steps.some(({ fromLevel, toLevel }) => fromLevel <= level && toLevel === next) ? next : level), 1)

/** Every competency is in a floor, and courses lead from the first level up to the highest floor that asks for it. */
export function reach({ framework, floors, courses }: LibrarySource): Problem[] {
  return framework.competencies.flatMap(({ competencyId }) => {
    const file = `framework/${competencyId}.yaml`
    const asked = floors.flatMap(({ roleProfile, levels }) =>
      levels.flatMap((needed) => (needed.competencyId === competencyId ? [{ roleProfile, level: needed.level }] : [])),
    )
    const top = reached(courses.flatMap(({ neutral }) => (neutral.competencyId === competencyId ? [neutral] : [])))
    if (asked.length === 0) return [{ file, what: 'No floor asks for this competency, so nobody is led to it.', remedy: 'Name it in a floor, or take it out.' }]
    return asked
      .filter(({ level }) => level > top)
      .map(({ roleProfile, level }) => ({
        file: `floors/${roleProfile}.yaml`,
        what: `It asks for level ${level} in ${competencyId}, and courses lead to level ${top}.`,
        remedy: `Write the course from ${top} to ${top + 1}, or lower the floor.`,
      }))
  })
}
