import type { Kysely, Selectable } from 'kysely'
import type { Assessment } from '../../domain/self-assessment.ts'
import type { Tables } from '../../tables.ts'

export const assessments = (db: Kysely<Tables>) =>
  db
    .selectFrom('self_assessments')
    .innerJoin('floors', 'floors.floor_id', 'self_assessments.floor_id')
    .innerJoin('frameworks', 'frameworks.framework_id', 'self_assessments.framework_id')
    .select(['self_assessment_id', 'self_assessments.version', 'started_at', 'submitted_at', 'answers'])
    .select(['role_profile', 'floors.version as floor_version', 'name', 'levels', 'framework'])

type Row = Selectable<Pick<Tables['self_assessments'], 'self_assessment_id' | 'version' | 'started_at' | 'submitted_at' | 'answers'>> &
  Selectable<Pick<Tables['floors'], 'role_profile' | 'name' | 'levels'>> & { floor_version: number; framework: Assessment['framework'] }

export const assessmentFrom = (row: Row): Assessment => ({
  selfAssessmentId: row.self_assessment_id,
  version: row.version,
  startedAt: row.started_at,
  submittedAt: row.submitted_at,
  answers: row.answers,
  floor: { roleProfile: row.role_profile, name: row.name, version: row.floor_version, levels: row.levels },
  framework: row.framework,
})

export const assessmentOf = async (db: Kysely<Tables>, personId: string, selfAssessmentId: string): Promise<Assessment> =>
  assessmentFrom(await assessments(db).where('person_id', '=', personId).where('self_assessment_id', '=', selfAssessmentId).executeTakeFirstOrThrow())

export const draftOf = async (db: Kysely<Tables>, personId: string): Promise<Assessment | null> => {
  const row = await assessments(db).where('person_id', '=', personId).where('state', '=', 'draft').executeTakeFirst()
  return row ? assessmentFrom(row) : null
}

export const newestSubmittedOf = async (db: Kysely<Tables>, personId: string): Promise<Assessment | null> => {
  const newest = assessments(db).where('person_id', '=', personId).where('state', '=', 'submitted').orderBy('submitted_at', 'desc').limit(1)
  const row = await newest.executeTakeFirst()
  return row ? assessmentFrom(row) : null
}
