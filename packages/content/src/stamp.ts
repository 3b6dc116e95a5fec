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

async function stamp(wanted: string[]) {
  const { courses, problems } = await readLibrary(contentDirectory)
  const unknown = wanted.filter((id) => !courses.some(({ courseId }) => courseId === id))
  if (wanted.length === 0 || unknown.length > 0) {
    console.error(`${unknown.length > 0 ? `There is no readable course ${unknown.join(', ')}. ` : ''}Say which courses you have compared: node src/stamp.ts <course-id> …`)
    for (const { file, what } of problems) console.error(`${file}  ${what}`)
    process.exitCode = 1
    return
  }
  for (const course of courses.filter(({ courseId }) => wanted.includes(courseId))) {
    for (const language of ['en', 'fr'] as const) {
      const half = course.halves[language]
      const value = stampFor(course, language)
      if (half === null || value === null) continue
      await writeFile(join(contentDirectory, half.file), half.source.replace(stampLine, `writtenAgainst: '${value}'`))
      console.log(`Stamped ${half.file}`)
    }
  }
}

if (import.meta.main) await stamp(process.argv.slice(2))
