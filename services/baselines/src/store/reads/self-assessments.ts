import type { Kysely, Selectable } from 'kysely'
import type { LevelsThen } from '../../domain/picture.ts'
import type { Assessment } from '../../domain/self-assessment.ts'
import type { Tables } from '../../tables.ts'

export const assessments = (db: Kysely<Tables>) =>
  db
    .selectFrom('self_assessments')
    .innerJoin('floors', 'floors.floor_id', 'self_assessments.floor_id')
    .innerJoin('frameworks', 'frameworks.framework_id', 'self_assessments.framework_id')
    .select(['self_assessment_id', 'self_assessments.version', 'started_at', 'submitted_at', 'answers', 'checks'])
    .select(['role_profile', 'floors.version as floor_version', 'name', 'levels', 'framework'])

type Row = Selectable<Pick<Tables['self_assessments'], 'self_assessment_id' | 'version' | 'started_at' | 'submitted_at' | 'answers' | 'checks'>> &
  Selectable<Pick<Tables['floors'], 'role_profile' | 'name' | 'levels'>> & { floor_version: number; framework: Assessment['framework'] }

export const assessmentFrom = (row: Row): Assessment => ({
  selfAssessmentId: row.self_assessment_id,
  version: row.version,
  startedAt: row.started_at,
  submittedAt: row.submitted_at,
  answers: row.answers,
  checks: row.checks,
  floor: { roleProfile: row.role_profile, name: row.name, version: row.floor_version, levels: row.levels },
  framework: row.framework,
})

export const ownAssessment = async (db: Kysely<Tables>, personId: string, selfAssessmentId: string): Promise<Assessment | null> => {
  const row = await assessments(db).where('person_id', '=', personId).where('self_assessment_id', '=', selfAssessmentId).executeTakeFirst()
  return row ? assessmentFrom(row) : null
}

export const draftOf = async (db: Kysely<Tables>, personId: string): Promise<Assessment | null> => {
  const row = await assessments(db).where('person_id', '=', personId).where('state', '=', 'draft').executeTakeFirst()
  return row ? assessmentFrom(row) : null
}

export const newestSubmittedOf = async (db: Kysely<Tables>, personId: string): Promise<Assessment | null> => {
  const newest = assessments(db).where('person_id', '=', personId).where('state', '=', 'submitted').orderBy('submitted_at', 'desc').limit(1)
  const row = await newest.executeTakeFirst()
  return row ? assessmentFrom(row) : null
}

/** The levels of the self-assessment before the newest; null where there is one or none. */
export const levelsBefore = async (db: Kysely<Tables>, personId: string): Promise<LevelsThen | null> => {
  const submitted = db.selectFrom('self_assessments').select(['submitted_at', 'measured']).where('person_id', '=', personId).where('state', '=', 'submitted')
  const row = await submitted.orderBy('submitted_at', 'desc').offset(1).limit(1).executeTakeFirst()
  return row?.submitted_at && row.measured ? { submittedAt: row.submitted_at, levels: row.measured } : null
}
