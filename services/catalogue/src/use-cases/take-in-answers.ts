import type { DataOf, SelfAssessmentSubmitted } from '@handrail/contracts'
import type { Transaction } from 'kysely'
import { lockPerson, saveAnswers } from '../store/writes/people.ts'
import type { Tables } from '../tables.ts'
import { planPath } from './plan-path.ts'

type Answers = DataOf<typeof SelfAssessmentSubmitted> & { organizationId: string }

/** A person's newest answers become their plan; older ones that come late change nothing. */
export const takeInAnswers = async (trx: Transaction<Tables>, answers: Answers, now: Date): Promise<void> => {
  const state = await lockPerson(trx, answers)
  if (state === 'erased') return
  const isNewest = await saveAnswers(trx, {
    person_id: answers.personId,
    organization_id: answers.organizationId,
    self_assessment_id: answers.selfAssessmentId,
    role_profile: answers.roleProfile,
    baseline_version: answers.baselineVersion,
    submitted_at: new Date(answers.submittedAt),
    competencies: JSON.stringify(answers.competencies),
  })
  if (isNewest) await planPath(trx, answers, now)
}
