import type { CourseFormat, LibraryAreas } from '@handrail/contracts'
import { type Kysely, sql } from 'kysely'
import type { ShelfCourse } from '../../domain/search-library.ts'
import type { Tables } from '../../tables.ts'

export const libraryAreas = async (db: Kysely<Tables>): Promise<LibraryAreas> => {
  const rows = await db.selectFrom('frameworks').select(['areas', 'competencies']).orderBy('framework_id').execute()
  return { areas: rows.flatMap((row) => row.areas), competencies: rows.flatMap((row) => row.competencies) }
}

/** Changes whenever a course or a name that this organization sees does; the same for all that see the same. */
export const shelfVersion = async (db: Kysely<Tables>): Promise<string> => {
  const { rows } = await sql<{ version: string }>`
    select concat_ws(' ',
      (select string_agg(concat_ws('@', organization_id, version), ',' order by organization_id) from library_versions),
      (select string_agg(concat_ws('@', framework_id, version), ',' order by framework_id) from frameworks)) as version`.execute(db)
  return rows[0]?.version ?? ''
}

/** Every published course as the library shows and finds it: in the order of the framework, and of levels in a competency. */
export const shelf = async (db: Kysely<Tables>): Promise<ShelfCourse[]> => {
  const { areas, competencies } = await libraryAreas(db)
  const placeOf = new Map(
    areas.flatMap(({ areaId }) => competencies.filter((each) => each.areaId === areaId)).map(({ competencyId }, place) => [competencyId, place]),
  )
  const areaById = new Map(areas.map((area) => [area.areaId, area]))
  const competencyById = new Map(competencies.map((competency) => [competency.competencyId, competency]))
  const rows = await db
    .selectFrom('micro_courses as course')
    .innerJoin('micro_course_versions as content', (join) =>
      join.onRef('content.course_id', '=', 'course.course_id').onRef('content.course_version', '=', 'course.course_version'),
    )
    .select(['course.course_id', 'course.competency_id', 'course.from_level', 'course.to_level', 'course.minutes', 'course.kilobytes'])
    .select(['course.title', 'course.summary'])
    .select([
      sql<string>`content.en ->> 'canDo'`.as('can_do_en'),
      sql<string>`content.fr ->> 'canDo'`.as('can_do_fr'),
      sql<string[]>`jsonb_path_query_array(content.en, '$.cards[*].kind')`.as('kinds'),
      sql<boolean>`jsonb_path_exists(content.en, '$.cards[*].turns[*]')`.as('turns'),
    ])
    .whereRef('content.organization_id', 'is not distinct from', 'course.organization_id')
    .where('course.state', '=', 'published')
    .orderBy('course.course_id')
    .execute()
  const place = (row: { competency_id: string; from_level: number }) => (placeOf.get(row.competency_id) ?? placeOf.size) * 10 + row.from_level
  rows.sort((one, other) => place(one) - place(other))
  return rows.map((row) => {
    const competency = competencyById.get(row.competency_id)
    const area = competency && areaById.get(competency.areaId)
    return {
      courseId: row.course_id,
      competencyId: row.competency_id,
      competency: competency?.name ?? null,
      areaId: area?.areaId ?? null,
      area: area?.name ?? null,
      fromLevel: row.from_level,
      toLevel: row.to_level,
      minutes: row.minutes,
      kilobytes: row.kilobytes,
      title: row.title,
      summary: row.summary,
      canDo: { en: row.can_do_en, fr: row.can_do_fr },
      formats: formatsOf(new Set(row.kinds), row.turns),
    }
  })
}

const formatsOf = (kinds: ReadonlySet<string>, turns: boolean): CourseFormat[] => {
  const sorts = kinds.has('order') || kinds.has('match')
  const has: Record<CourseFormat, boolean> = {
    paper: !turns && !sorts,
    story: turns,
    sorting: sorts,
    flashcards: kinds.has('flashcards'),
    drawing: kinds.has('image'),
  }
  return (Object.keys(has) as CourseFormat[]).filter((format) => has[format])
}

/** What the plan of one person says of courses; nothing for who has no plan. */
export const plannedOf = (db: Kysely<Tables>, personId: string) =>
  db.selectFrom('plans').select(['steps', 'skipped']).where('person_id', '=', personId).executeTakeFirst()
