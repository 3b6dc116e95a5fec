import type { LearningPathSummary } from '@handrail/contracts'
import type { Kysely, Selectable } from 'kysely'
import type { Tables } from '../../tables.ts'
import { courseTitles, cutPage, type Page } from './courses.ts'

const published = (db: Kysely<Tables>) => db.selectFrom('learning_paths').selectAll().where('state', '=', 'published')

const summariesOf = async (db: Kysely<Tables>, paths: Selectable<Tables['learning_paths']>[]): Promise<LearningPathSummary[]> => {
  const titles = await courseTitles(db, [...new Set(paths.flatMap(({ steps }) => steps.map(({ courseId }) => courseId)))])
  return paths.map((path) => ({
    pathId: path.path_id,
    pathVersion: path.version,
    title: path.title,
    summary: path.summary,
    grantsRole: path.grants_role,
    minutes: path.steps.reduce((sum, step) => sum + step.minutes, 0),
    courses: path.steps.flatMap(({ courseId, minutes }) => {
      const title = titles.get(courseId)?.title
      return title ? [{ courseId, title, minutes }] : []
    }),
  }))
}

export const pathSummaries = async (db: Kysely<Tables>, { cursor = '', limit }: Page): Promise<{ rows: LearningPathSummary[]; next: string | null }> => {
  const paths = await published(db)
    .where('path_id', '>', cursor)
    .orderBy('path_id')
    .limit(limit + 1)
    .execute()
  return cutPage(await summariesOf(db, paths), limit, ({ pathId }) => pathId)
}

export const pathSummary = async (db: Kysely<Tables>, pathId: string): Promise<LearningPathSummary | undefined> => {
  const [summary] = await summariesOf(db, await published(db).where('path_id', '=', pathId).limit(1).execute())
  return summary
}
