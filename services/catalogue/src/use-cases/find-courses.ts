import { type LibraryCourse, type LibraryPage, type LibraryQuery, Refusal } from '@handrail/contracts'
import type { Kysely } from 'kysely'
import { LRUCache } from 'lru-cache'
import { fitsOf } from '../domain/fit.ts'
import { type Shelf, type ShelfCourse, searchLibrary, shelfOf } from '../domain/search-library.ts'
import { plannedOf, shelf, shelfVersion } from '../store/reads/library.ts'
import type { Tables } from '../tables.ts'

const SHELVES_KEPT = 20

/** Indexes by what they were made from: organizations that see the same courses share one, and an old one falls out. */
const shelves = new LRUCache<string, Shelf>({ max: SHELVES_KEPT })

const shelfNow = async (db: Kysely<Tables>): Promise<Shelf> => {
  const version = await shelfVersion(db)
  const known = shelves.get(version)
  if (known) return known
  const made = shelfOf(await shelf(db))
  shelves.set(version, made)
  return made
}

const withFit = async (db: Kysely<Tables>, personId: string) => {
  const planned = await plannedOf(db, personId)
  const fits = planned && fitsOf(planned)
  return ({ canDo: _, ...course }: ShelfCourse): LibraryCourse => ({ ...course, fit: fits?.get(course.courseId) ?? null })
}

/** A page of what there is to learn. The reasons are the asker's own. */
export const findCourses = async (db: Kysely<Tables>, { personId, query }: { personId: string; query: LibraryQuery }): Promise<LibraryPage> => {
  const [onShelf, fitted] = await Promise.all([shelfNow(db), withFit(db, personId)])
  const { courses, ...page } = searchLibrary(onShelf, query)
  return { rows: courses.map(fitted), ...page }
}

/** One course as the library shows it. */
export const courseOnShelf = async (db: Kysely<Tables>, { personId, courseId }: { personId: string; courseId: string }): Promise<LibraryCourse> => {
  const [onShelf, fitted] = await Promise.all([shelfNow(db), withFit(db, personId)])
  const course = onShelf.byId.get(courseId)
  if (!course) throw new Refusal('not-found')
  return fitted(course)
}
