import { type LibraryCourse, type LibraryPage, type LibraryQuery, Refusal } from '@handrail/contracts'
import type { Transaction } from 'kysely'
import { LRUCache } from 'lru-cache'
import { fitsOf } from '../domain/fit.ts'
import { type Shelf, type ShelfCourse, searchLibrary, shelfOf } from '../domain/search-library.ts'
import { plannedOf, shelf, shelfVersion } from '../store/reads/library.ts'
import type { Tables } from '../tables.ts'

const SHELVES_KEPT = 20

/** Indexes by what they were made from: organizations that see the same courses share one, and an old one falls out. */
const shelves = new LRUCache<string, Shelf>({ max: SHELVES_KEPT })

const shelfNow = async (trx: Transaction<Tables>): Promise<Shelf> => {
  const version = await shelfVersion(trx)
  const known = shelves.get(version)
  if (known) return known
  const made = shelfOf(await shelf(trx))
  shelves.set(version, made)
  return made
}

const withFit = async (trx: Transaction<Tables>, personId: string) => {
  const planned = await plannedOf(trx, personId)
  const fits = planned && fitsOf(planned)
  return ({ canDo: _, ...course }: ShelfCourse): LibraryCourse => ({ ...course, fit: fits?.get(course.courseId) ?? null })
}

/** A page of what there is to learn. The reasons are the asker's own. */
export const findCourses = async (trx: Transaction<Tables>, { personId, query }: { personId: string; query: LibraryQuery }): Promise<LibraryPage> => {
  const { courses, ...page } = searchLibrary(await shelfNow(trx), query)
  return { rows: courses.map(await withFit(trx, personId)), ...page }
}

/** One course as the library shows it. */
export const courseOnShelf = async (trx: Transaction<Tables>, { personId, courseId }: { personId: string; courseId: string }): Promise<LibraryCourse> => {
  const course = (await shelfNow(trx)).byId.get(courseId)
  if (!course) throw new Refusal('not-found')
  return (await withFit(trx, personId))(course)
}
