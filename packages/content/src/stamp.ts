import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CardsSource } from './course-source.ts'
import { readLibrary } from './read-library.ts'

const stampLine = /^writtenAgainst: .*$/m

/**
 * What a half is written against: the other half's words and the cards of course.yaml or check.yaml, as ten hex digits of SHA-256.
 * The other half's own stamp is left out, so that stamping one half does not make the other stale.
 */
export function stampFor({ cards, halves }: CardsSource, language: 'en' | 'fr'): string | null {
  const other = halves[language === 'en' ? 'fr' : 'en']
  if (other === null) return null
  return createHash('sha256').update(JSON.stringify(cards)).update(other.source.replace(stampLine, '')).digest('hex').slice(0, 10)
}

/** Stamps both halves of each named course, or of a competency's scenario check, as compared with each other. Gives the files it wrote. */
export async function stamp(directory: string, ids: string[]): Promise<string[]> {
  const { courses, checks } = await readLibrary(directory)
  const written: string[] = []
  for (const id of ids) {
    const course = [...courses, ...checks].find((source) => source.id === id)
    if (course === undefined) throw new Error(`There is no readable course or check ${id}. Run the content check to see why.`)
    for (const language of ['en', 'fr'] as const) {
      const half = course.halves[language]
      const against = stampFor(course, language)
      if (half === null || against === null) continue
      await writeFile(join(directory, half.file), half.source.replace(stampLine, `writtenAgainst: '${against}'`))
      written.push(half.file)
    }
  }
  return written
}
