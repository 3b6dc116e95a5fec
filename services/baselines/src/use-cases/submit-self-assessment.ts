import { Refusal, SelfAssessmentSubmitted } from '@handrail/contracts'
import { appendEvent } from '@handrail/postgres'
import type { Transaction } from 'kysely'
import { refuseWhoIsGone } from '../domain/person.ts'
import { measure, refuseEmpty } from '../domain/self-assessment.ts'
import { evidenceOf } from '../store/reads/evidence.ts'
import { lockPerson } from '../store/writes/people.ts'
import { lockAssessment, saveSubmission } from '../store/writes/self-assessments.ts'
import type { Tables } from '../tables.ts'
import { suggestChampion } from './suggest-champion.ts'

type SubmitSelfAssessment = { organizationId: string; personId: string; selfAssessmentId: string }

/** Submits a person's own self-assessment. Submitting again changes nothing and answers the same. */
export const submitSelfAssessment = async (
  trx: Transaction<Tables>,
  { organizationId, personId, selfAssessmentId }: SubmitSelfAssessment,
  now: Date,
): Promise<{ selfAssessmentId: string; submittedAt: Date }> => {
  refuseWhoIsGone(await lockPerson(trx, personId))
  const assessment = await lockAssessment(trx, personId, selfAssessmentId)
  if (!assessment) throw new Refusal('not-found')
  if (assessment.submittedAt) return { selfAssessmentId, submittedAt: assessment.submittedAt }
  refuseEmpty(assessment)
  const { floor, answers } = assessment
  const measured = measure(assessment, await evidenceOf(trx, personId))
  const version = assessment.version + 1
  const levels = Object.fromEntries(measured.map(({ competencyId, level }) => [competencyId, level]))
  await saveSubmission(trx, selfAssessmentId, { version, levels, submittedAt: now })
  await appendEvent(trx, SelfAssessmentSubmitted, {
    organizationId,
    aggregateId: selfAssessmentId,
    version,
    time: now,
    data: {
      selfAssessmentId,
      personId,
      roleProfile: floor.roleProfile,
      baselineVersion: floor.version,
      submittedAt: now.toISOString(),
      competencies: measured.map(({ competencyId, floor, level }) => ({ competencyId, floor, level })),
    },
  })
  await suggestChampion(trx, { organizationId, personId, answers }, now)
  return { selfAssessmentId, submittedAt: now }
}
