import { type CardsSource, type CourseSource, courseOfSource } from '../course-source.ts'
import type { Problem } from '../problem.ts'
import { stampFor } from '../stamp.ts'

export const neededOfACourse = {
  title: 'Say in a few words what it is about.',
  summary: 'Say in a sentence what the reader gets.',
  canDo: 'Say what the reader can do afterwards: “I can …”, « Je peux … ».',
  lowTech: 'Say how to do the same with paper, a phone call or in person.',
}
/** A course has to fit a phone with little data. */
const mostBytes = 150_000

/** Each half of a course has its title, summary, can-do statement and low-tech alternative; a check has none of them. */
export function frontMatter({ halves }: CardsSource, needed: Record<string, string>): Problem[] {
  return [halves.en, halves.fr]
    .filter((half) => half !== null)
    .flatMap(({ file, frontMatter }) => {
      const missing = Object.entries(needed).filter(([key]) => typeof frontMatter[key] !== 'string' || frontMatter[key].trim() === '')
      const unknown = Object.keys(frontMatter).filter((key) => !(key in needed) && key !== 'writtenAgainst')
      return [
        ...missing.map(([key, remedy]) => ({ file, line: 1, what: `There is no ${key}.`, remedy })),
        ...unknown.map((key) => ({ file, line: 1, what: `Nothing reads ${key}.`, remedy: 'Take it out, or correct its spelling.' })),
      ]
    })
}

/** Each half was compared with the other as the other is now. */
export function freshness(course: CardsSource): Problem[] {
  return (['en', 'fr'] as const).flatMap((language) => {
    const half = course.halves[language]
    const stamp = stampFor(course, language)
    if (half === null || stamp === null || half.frontMatter.writtenAgainst === stamp) return []
    const other = language === 'en' ? 'fr.md' : 'en.md'
    return [
      {
        file: half.file,
        what: `This half is stale: ${other} or the YAML file changed since it was written.`,
        remedy: `Compare the two halves, then run: pnpm content stamp ${course.id}`,
      },
    ]
  })
}

/** The pack, both languages, stays within 150 KB. */
export function weight(course: CourseSource): Problem[] {
  if (course.halves.en === null || course.halves.fr === null) return []
  const bytes = Buffer.byteLength(JSON.stringify(courseOfSource(course)))
  if (bytes <= mostBytes) return []
  return [{ file: course.folder, what: `The pack weighs ${Math.ceil(bytes / 1000)} KB of 150.`, remedy: 'Shorten it, or make two courses of it.' }]
}
