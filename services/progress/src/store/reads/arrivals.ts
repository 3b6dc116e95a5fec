import type { Kysely } from 'kysely'
import type { Tables } from '../../tables.ts'

export const arrivalOf = (db: Kysely<Tables>, asked: { selfAssessmentId: string; personId: string }) =>
  db
    .selectFrom('arrivals')
    .select('assignment_id')
    .where('self_assessment_id', '=', asked.selfAssessmentId)
    .where('person_id', '=', asked.personId)
    .executeTakeFirst()
