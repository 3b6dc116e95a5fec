import { fileURLToPath } from 'node:url'
import { Library } from '@handrail/contracts'
import { checkOfSource, courseOfSource } from './course-source.ts'
import { describe } from './problem.ts'
import { readLibrary } from './read-library.ts'

/** The folder that holds `framework/`, `floors/`, `courses/`, `checks/` and `paths/`. */
export const contentDirectory = fileURLToPath(new URL('..', import.meta.url))

/**
 * The starter library: framework, floors, courses and scenario checks in both languages, curated paths.
 * Throws, naming file and remedy, when something does not have its shape; the finer rules are the gate's (`src/check.ts`).
 */
export async function loadLibrary(directory: string = contentDirectory): Promise<Library> {
  const { framework, floors, courses, checks, paths, problems } = await readLibrary(directory)
  if (problems.length > 0) throw new Error(['The content does not load:', ...problems.map(describe)].join('\n'))
  return Library.parse({ framework, floors, courses: courses.map(courseOfSource), checks: checks.map(checkOfSource), paths })
}
