import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CourseSource } from './course-source.ts'
import { contentDirectory } from './index.ts'
import { readLibrary } from './read-library.ts'

const stampLine = /^writtenAgainst: .*$/m

/**
 * What a half is written against: the other half's words and the cards of course.yaml, as ten hex digits of SHA-256.
 * The other half's own stamp is left out, so that stamping one half does not make the other stale.
 */
export function stampFor({ neutral, halves }: CourseSource, language: 'en' | 'fr'): string | null {
  const other = halves[language === 'en' ? 'fr' : 'en']
  if (other === null) return null
  return createHash('sha256').update(JSON.stringify(neutral.cards)).update(other.source.replace(stampLine, '')).digest('hex').slice(0, 10)
}

/** Stamps both halves of each named course as compared with each other. Gives the files it wrote. */
export async function stampCourses(directory: string, courseIds: string[]): Promise<string[]> {
  const { courses } = await readLibrary(directory)
  const written: string[] = []
  for (const courseId of courseIds) {
    const course = courses.find((course) => course.courseId === courseId)
    if (course === undefined) throw new Error(`There is no readable course ${courseId}. Run the content check to see why.`)
    for (const language of ['en', 'fr'] as const) {
      const half = course.halves[language]
      const stamp = stampFor(course, language)
      if (half === null || stamp === null) continue
      await writeFile(join(directory, half.file), half.source.replace(stampLine, `writtenAgainst: '${stamp}'`))
      written.push(half.file)
    }
  }
  return written
}

if (import.meta.main) {
  const courseIds = process.argv.slice(2)
  if (courseIds.length === 0) throw new Error('Name the courses whose halves you have compared: node src/stamp.ts <course-id> …')
  for (const file of await stampCourses(contentDirectory, courseIds)) console.log(`Stamped ${file}`)
}
