import type { CardsSource } from './course-source.ts'
import type { Problem } from './problem.ts'
import { readLibrary } from './read-library.ts'
import { cards, neededKinds, rightChoices, shape } from './rules/cards.ts'
import { drawings } from './rules/drawings.ts'
import { fairChoices } from './rules/fair-choices.ts'
import { frenchTypography } from './rules/french-typography.ts'
import { freshness, frontMatter, neededOfACourse, weight } from './rules/halves.ts'
import { lawIsConfirmed } from './rules/law.ts'
import { minutes } from './rules/minutes.ts'
import { productNames } from './rules/product-names.ts'
import { reach } from './rules/reach.ts'
import { readingLevel } from './rules/reading-level.ts'
import { floors, prerequisiteCycles, references } from './rules/references.ts'
import { reviewDate } from './rules/review-date.ts'
import { saidAlready } from './rules/said-already.ts'
import { scenarioChecks } from './rules/scenario-checks.ts'
import { sources } from './rules/sources.ts'
import { openSpellers, spelling } from './rules/spelling.ts'
import { textLines } from './rules/text-lines.ts'
import { wording } from './rules/wording.ts'

/** Everything that stops a content directory from being published on a day such as `2026-12-04`; empty when nothing does. */
export async function check(directory: string, today: string): Promise<Problem[]> {
  const library = await readLibrary(directory)
  const lines = textLines(library)
  const ofBoth = (source: CardsSource) => [
    ...freshness(source),
    ...fairChoices(source),
    ...readingLevel(source, library.fieldTerms),
    ...lawIsConfirmed(source),
    ...productNames(source),
  ]
  const structure = [...library.problems, ...references(library), ...prerequisiteCycles(library), ...floors(library)]
  return [
    ...structure,
    ...library.courses.flatMap((course) => {
      const parts = [...frontMatter(course, neededOfACourse), ...cards(course), ...rightChoices(course, 'course.yaml'), ...drawings(course)]
      const shapeless = parts.length === 0 ? shape(course) : parts
      const whole = shapeless.length === 0 ? weight(course) : shapeless
      return [
        ...whole,
        ...neededKinds(course),
        ...saidAlready(course),
        ...minutes(course),
        ...reviewDate(course, today),
        ...sources(course, today),
        ...ofBoth(course),
      ]
    }),
    ...library.checks.flatMap((items) => [...frontMatter(items, {}), ...cards(items), ...rightChoices(items, 'check.yaml'), ...ofBoth(items)]),
    ...scenarioChecks(library),
    ...(structure.length === 0 ? reach(library) : []),
    ...frenchTypography(lines),
    ...wording(lines),
    ...spelling(lines, await openSpellers(library.fieldTerms)),
  ]
}
