import type { Floor, Framework, Language, MicroCourse } from '@handrail/contracts'
import { type CourseSource, halfOfSource } from './course-source.ts'
import { readLibrary } from './read-library.ts'

type ReadableCourse = Pick<MicroCourse, 'courseId' | 'competencyId' | 'fromLevel' | 'toLevel' | 'minutes' | 'prerequisites'>

/** The framework, the floors and, by language, the courses that somebody can be shown in that language. */
export interface LibraryHalves {
  framework: Framework
  floors: Floor[]
  courses: Record<Language, ReadableCourse[]>
}

/** Whether every card of a course stands in one language. */
const isReadable = (course: CourseSource, language: Language): boolean => {
  const half = course.halves[language]
  if (half === null) return false
  try {
    return halfOfSource(half, course).cards.length === course.cards.length
  } catch {
    return false
  }
}

/** Reads a content directory half by half: a course whose French is missing is still there in English. */
export async function readHalves(directory: string): Promise<LibraryHalves> {
  const { framework, floors, courses } = await readLibrary(directory)
  const readable = (language: Language) =>
    courses
      .filter((course) => isReadable(course, language))
      .map(({ id, neutral: { competencyId, fromLevel, toLevel, minutes, prerequisites } }) => ({
        courseId: id,
        competencyId,
        fromLevel,
        toLevel,
        minutes,
        prerequisites,
      }))
  return { framework, floors, courses: { en: readable('en'), fr: readable('fr') } }
}
