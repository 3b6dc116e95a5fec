import {
  CourseCheck,
  type Language,
  LearningPathSummary,
  LibraryAreas,
  LibraryCourse,
  LibraryPage,
  type LibraryQuery,
  MicroCoursePack,
  Plan,
  pageOf,
} from '@handrail/contracts'
import { LRUCache } from 'lru-cache'
import { type Asker, caller, orNull, path } from './call.ts'

export const catalogueClient = (baseUrl: string) => {
  const catalogue = caller('catalogue', baseUrl)
  // A published version never changes. The newest one may, so it is asked for again after a minute.
  const packs = new LRUCache<string, MicroCoursePack>({ max: 500 })
  const newest = new LRUCache<string, MicroCoursePack>({ max: 500, ttl: 60_000 })
  const paths = new LRUCache<string, LearningPathSummary[]>({ max: 200, ttl: 60_000 })
  const areas = new LRUCache<string, LibraryAreas>({ max: 200, ttl: 60_000 })
  return {
    microCourse: async (asker: Asker, organizationId: string, courseId: string, language: Language, version: number | null) => {
      const key = `${organizationId} ${courseId} ${language} ${version}`
      const known = version === null ? newest.get(key) : packs.get(key)
      if (known) return known
      const query = new URLSearchParams({ language, ...(version === null ? {} : { version: String(version) }) })
      const pack = await catalogue.read(asker, { path: `${path`/api/v1/micro-courses/${courseId}`}?${query}` }, MicroCoursePack)
      ;(version === null ? newest : packs).set(key, pack)
      return pack
    },
    /** What the library has, by words and filters. */
    library: (asker: Asker, query: Partial<LibraryQuery>) => {
      const given = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))
      return catalogue.read(asker, { path: `/api/v1/library?${new URLSearchParams(given)}` }, LibraryPage)
    },
    libraryCourse: (asker: Asker, courseId: string) => catalogue.read(asker, { path: path`/api/v1/library/courses/${courseId}` }, LibraryCourse),
    /** The names of areas and competencies. */
    libraryAreas: async (asker: Asker, organizationId: string) => {
      const known = areas.get(organizationId)
      if (known) return known
      const named = await catalogue.read(asker, { path: '/api/v1/library/areas' }, LibraryAreas)
      areas.set(organizationId, named)
      return named
    },
    courseCheck: (asker: Asker, courseId: string, language: Language) =>
      catalogue.read(asker, { path: `${path`/api/v1/micro-courses/${courseId}/check`}?language=${language}` }, CourseCheck),
    myData: (asker: Asker) => orNull(catalogue.pass(asker, '/api/v1/plans/mine')),
    myPlan: (asker: Asker) => catalogue.read(asker, { path: '/api/v1/plans/mine' }, Plan),
    /** Every path of the organization, all pages of the list. */
    learningPaths: async (asker: Asker, organizationId: string) => {
      const known = paths.get(organizationId)
      if (known) return known
      const all: LearningPathSummary[] = []
      let cursor: string | null = null
      do {
        const query = new URLSearchParams({ limit: '100', ...(cursor ? { cursor } : {}) })
        const list: { rows: LearningPathSummary[]; next: string | null } = await catalogue.read(
          asker,
          { path: `/api/v1/learning-paths?${query}` },
          pageOf(LearningPathSummary),
        )
        all.push(...list.rows)
        cursor = list.next
      } while (cursor)
      paths.set(organizationId, all)
      return all
    },
  }
}
