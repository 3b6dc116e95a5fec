import type { Problem } from '../problem.ts'
import type { LibrarySource } from '../read-library.ts'

const twice = (ids: string[]) => ids.filter((id, index) => ids.indexOf(id) !== index)

/** Competencies stand once, and everything that courses and paths name exists. */
export function references({ framework, courses, paths }: LibrarySource): Problem[] {
  const competencies = framework.competencies.map(({ competencyId }) => competencyId)
  const courseIds = courses.map(({ id }) => id)
  const problems: Problem[] = twice(competencies).map((id) => ({ file: 'framework', what: `The competency ${id} stands twice.`, remedy: 'Rename one.' }))
  for (const {
    folder,
    neutral: { competencyId, fromLevel, toLevel, prerequisites },
  } of courses) {
    const file = `${folder}/course.yaml`
    if (!competencies.includes(competencyId)) problems.push({ file, what: `There is no competency ${competencyId}.`, remedy: 'Use an id from framework/.' })
    if (toLevel !== fromLevel + 1)
      problems.push({ file, what: `The course goes from level ${fromLevel} to ${toLevel}.`, remedy: 'Make toLevel the next level.' })
    for (const id of prerequisites.filter((id) => !courseIds.includes(id)))
      problems.push({ file, what: `There is no course ${id} to come first.`, remedy: 'Use the name of a folder in courses/.' })
  }
  for (const { pathId, courseIds: steps } of paths) {
    const file = `paths/${pathId}.yaml`
    for (const id of steps.filter((id) => !courseIds.includes(id)))
      problems.push({ file, what: `There is no course ${id}.`, remedy: 'Use the name of a folder in courses/.' })
    for (const id of twice(steps)) problems.push({ file, what: `The course ${id} stands twice.`, remedy: 'Keep one.' })
    for (const [index, id] of steps.entries()) {
      const first = courses.find((course) => course.id === id)?.neutral.prerequisites ?? []
      for (const late of first.filter((id) => steps.indexOf(id) > index))
        problems.push({ file, what: `${late} comes after ${id}, which needs it.`, remedy: `Put ${late} first.` })
    }
  }
  return problems
}

/** No course waits, directly or by way of others, for itself. */
export function prerequisiteCycles({ courses }: LibrarySource): Problem[] {
  const before = new Map(courses.map(({ id, neutral }) => [id, neutral.prerequisites]))
  const waitsForItself = (courseId: string) => {
    const seen = new Set<string>()
    const next = [...(before.get(courseId) ?? [])]
    for (let id = next.pop(); id !== undefined; id = next.pop()) {
      if (id === courseId) return true
      if (seen.has(id)) continue
      seen.add(id)
      next.push(...(before.get(id) ?? []))
    }
    return false
  }
  return courses
    .filter(({ id }) => waitsForItself(id))
    .map(({ id, folder }) => ({
      file: `${folder}/course.yaml`,
      what: `${id} is in a circle of prerequisites, so nobody could begin.`,
      remedy: 'Take one prerequisite out.',
    }))
}

/** A floor names each competency once, from the framework, and shows its steps in the job; a role profile has one floor. */
export function floors({ framework, floors }: LibrarySource): Problem[] {
  const known = framework.competencies.map(({ competencyId }) => competencyId)
  return floors.flatMap(({ roleProfile, levels }) => {
    const file = `floors/${roleProfile}.yaml`
    const ids = levels.map(({ competencyId }) => competencyId)
    return [
      ...ids.filter((id) => !known.includes(id)).map((id) => ({ file, what: `There is no competency ${id}.`, remedy: 'Use an id from framework/.' })),
      ...twice(ids).map((id) => ({ file, what: `The competency ${id} has two levels.`, remedy: 'Keep one.' })),
      ...levels
        .filter(({ examples }) => !examples)
        .map(({ competencyId }) => ({
          file,
          what: `${competencyId} has no examples.`,
          remedy: 'Show under examples: what each of the four steps looks like in this job, in the first person.',
        })),
      ...(ids.length === 0 ? [{ file, what: 'The floor is empty.', remedy: 'Name at least one competency and its level.' }] : []),
    ]
  })
}
