import { audiences, type BaselinesExport } from '@handrail/contracts'
import type { Kysely } from 'kysely'
import type { Tables } from '../../tables.ts'

const mapValues = <From, To>(record: Readonly<Record<string, From>>, change: (value: From) => To): Record<string, To> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))

/** A person's own answers, as they gave them, with what checks showed and whom they share with. */
export const exportOf = async (db: Kysely<Tables>, personId: string): Promise<BaselinesExport> => {
  const assessments = await db
    .selectFrom('self_assessments')
    .innerJoin('floors', 'floors.floor_id', 'self_assessments.floor_id')
    .select(['self_assessment_id', 'role_profile', 'floors.version as baseline_version', 'state', 'started_at', 'submitted_at', 'answers', 'checks'])
    .where('person_id', '=', personId)
    .orderBy('started_at')
    .execute()
  const evidence = await db.selectFrom('evidence').selectAll().where('person_id', '=', personId).orderBy('recorded_at').orderBy('competency_id').execute()
  const consent = await db.selectFrom('consents').select('granted').where('person_id', '=', personId).executeTakeFirst()
  const access = await db.selectFrom('access_answers').select(['phone', 'data_plan', 'time_of_day']).where('person_id', '=', personId).executeTakeFirst()
  const suggestion = await db.selectFrom('champion_suggestions').select('suggested_at').where('person_id', '=', personId).executeTakeFirst()
  return {
    selfAssessments: assessments.map((row) => ({
      selfAssessmentId: row.self_assessment_id,
      roleProfile: row.role_profile,
      baselineVersion: row.baseline_version,
      state: row.state,
      startedAt: row.started_at.toISOString(),
      submittedAt: row.submitted_at?.toISOString() ?? null,
      answers: row.answers,
      checks: mapValues(row.checks, ({ toLevel, said, chosen, passed }) => ({ toLevel, said, chosen, passed })),
    })),
    access: access ? { phone: access.phone, dataPlan: access.data_plan, timeOfDay: access.time_of_day } : null,
    evidence: evidence.map((row) => ({ competencyId: row.competency_id, level: row.level, recordedAt: row.recorded_at.toISOString() })),
    consents: audiences.flatMap((audience) => {
      const since = consent?.granted[audience]
      return since ? [{ audience, since }] : []
    }),
    suggestedAsChampionAt: suggestion?.suggested_at.toISOString() ?? null,
  }
}
