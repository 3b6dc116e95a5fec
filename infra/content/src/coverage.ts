import { plan } from '@handrail/catalogue/domain/plan'
import type { LibraryHalves } from '@handrail/content/tools'
import { type Floor, type KnownLevel, type Language, type Level, languages, levels } from '@handrail/contracts'

type Course = LibraryHalves['courses'][Language][number]

/** What the planner makes of one role profile that answers the same everywhere, in one language. */
export interface Covered {
  roleProfile: string
  start: KnownLevel
  language: Language
  gaps: number
  closed: number
  steps: number
  minutes: number
  /** Each gap that does not close, and each step that cannot be taken. */
  holes: string[]
}

const starts: KnownLevel[] = [...levels, 'unknown']

/** Takes the steps of a plan in its order, and gives the level each competency arrives at. A step that cannot be taken is a hole. */
const walk = (steps: { courseId: string }[], courses: Map<string, Course>, levelAtFirst: (competencyId: string) => Level) => {
  const reached = new Map<string, Level>()
  const taken = new Set<string>()
  const stumbles: string[] = []
  for (const { courseId } of steps) {
    const course = courses.get(courseId)
    if (!course) {
      stumbles.push(`the step ${courseId} does not exist`)
      continue
    }
    const now = reached.get(course.competencyId) ?? levelAtFirst(course.competencyId)
    if (course.fromLevel > now) stumbles.push(`${courseId} begins at ${course.fromLevel}, and the person is at ${now}`)
    for (const first of course.prerequisites.filter((id) => !taken.has(id) && steps.some((step) => step.courseId === id)))
      stumbles.push(`${first} comes after ${courseId}, which needs it`)
    taken.add(courseId)
    if (course.toLevel > now) reached.set(course.competencyId, course.toLevel)
  }
  return { reached, stumbles }
}

const cover = ({ roleProfile, levels: floor }: Floor, start: KnownLevel, language: Language, courses: Course[]): Covered => {
  const made = plan({
    competencies: floor.map(({ competencyId, level }) => ({ competencyId, floor: level, level: start })),
    courses: courses.map((course) => ({ ...course, courseVersion: 1 })),
    completed: [],
  })
  const known = new Map(courses.map((course) => [course.courseId, course]))
  // Who is not sure is shown one course of a competency: it has to exist, and begins wherever they are.
  const { reached, stumbles } = walk(made.steps, known, (competencyId) =>
    start === 'unknown' ? (known.get(made.steps.find((step) => step.competencyId === competencyId)?.courseId ?? '')?.fromLevel ?? 1) : start,
  )
  const open = floor.filter(({ level }) => start === 'unknown' || level > start)
  const isClosed = ({ competencyId, level }: Floor['levels'][number]) =>
    start === 'unknown' ? made.steps.some((step) => step.competencyId === competencyId) : (reached.get(competencyId) ?? start) >= level
  const left = open.filter((needed) => !isClosed(needed))
  return {
    roleProfile,
    start,
    language,
    gaps: open.length,
    closed: open.length - left.length,
    steps: made.steps.length,
    minutes: made.steps.reduce((sum, { minutes }) => sum + minutes, 0),
    holes: [
      ...left.map(({ competencyId, level }) => `${competencyId}: needs ${level}, and courses lead to ${reached.get(competencyId) ?? start}`),
      ...made.notYet
        .filter(({ competencyId }) => !left.some((needed) => needed.competencyId === competencyId))
        .map(({ competencyId }) => `${competencyId}: the planner says "not yet"`),
      ...stumbles,
    ],
  }
}

/** Walks the catalogue's own planner for every role profile, starting level and language. */
export const coverage = ({ floors, courses }: LibraryHalves): Covered[] =>
  floors.flatMap((floor) => starts.flatMap((start) => languages.map((language) => cover(floor, start, language, courses[language]))))

const startName = (start: KnownLevel) => (start === 'unknown' ? 'not sure' : `level ${start}`)

/** A table a person can read: a line a role profile and starting level, both languages beside each other, then every hole. */
export const report = (covered: readonly Covered[]): string => {
  const rows = covered
    .filter(({ language }) => language === 'en')
    .map((en) => {
      const fr = covered.find((other) => other.roleProfile === en.roleProfile && other.start === en.start && other.language === 'fr')
      return [en.roleProfile, startName(en.start), `${en.gaps}`, `${en.closed}`, `${fr?.closed ?? 0}`, `${en.steps}`, `${en.minutes}`]
    })
  const table = [['role profile', 'start', 'gaps', 'closed en', 'closed fr', 'courses', 'minutes'], ...rows]
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? []
  const lines = table.map((row) => row.map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '))
  const totals = languages.map((language) => {
    const of = covered.filter((each) => each.language === language)
    const [gaps, closed] = [of.reduce((sum, { gaps }) => sum + gaps, 0), of.reduce((sum, { closed }) => sum + closed, 0)]
    return `${language}: ${closed} of ${gaps} gaps close (${gaps === 0 ? 100 : Math.floor((closed / gaps) * 100)} %)`
  })
  const holes = covered.flatMap(({ roleProfile, start, language, holes }) =>
    holes.map((hole) => `hole: ${roleProfile}, ${startName(start)}, ${language}: ${hole}`),
  )
  return [...lines, '', ...totals, ...holes].join('\n')
}
