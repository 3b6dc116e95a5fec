import { contentDirectory } from './index.ts'
import { describe, type Problem } from './problem.ts'
import { readLibrary } from './read-library.ts'
import { cards, rightChoices } from './rules/cards.ts'
import { frenchTypography } from './rules/french-typography.ts'
import { freshness, frontMatter, weight } from './rules/halves.ts'
import { minutes } from './rules/minutes.ts'
import { floors, prerequisiteCycles, references } from './rules/references.ts'
import { reviewDate } from './rules/review-date.ts'
import { textLines } from './rules/text-lines.ts'
import { wording } from './rules/wording.ts'

/** Everything that stops a content directory from being published on a day such as `2026-12-04`; empty when nothing does. */
export async function check(directory: string, today: string): Promise<Problem[]> {
  const library = await readLibrary(directory)
  const lines = textLines(library)
  return [
    ...library.problems,
    ...library.courses.flatMap((course) => {
      const shape = [...frontMatter(course), ...cards(course), ...rightChoices(course)]
      const size = shape.length === 0 ? weight(course) : []
      return [...shape, ...size, ...freshness(course), ...minutes(course), ...reviewDate(course, today)]
    }),
    ...references(library),
    ...prerequisiteCycles(library),
    ...floors(library),
    ...frenchTypography(lines),
    ...wording(lines),
  ]
}

if (import.meta.main) {
  const problems = await check(contentDirectory, new Date().toISOString().slice(0, 10))
  for (const problem of problems) console.error(describe(problem))
  console.log(problems.length === 0 ? 'The content is ready to publish.' : `${problems.length} to mend before the content can be published.`)
  process.exitCode = problems.length === 0 ? 0 : 1
}
