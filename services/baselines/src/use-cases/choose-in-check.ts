import { Refusal } from '@handrail/contracts'
import type { Transaction } from 'kysely'
import { refuseWhoIsGone } from '../domain/person.ts'
import { chooseMoment, stepBeside } from '../domain/scenario-check.ts'
import { checkOf } from '../store/reads/scenario-checks.ts'
import { lockPerson } from '../store/writes/people.ts'
import { lockAssessment, saveChecks } from '../store/writes/self-assessments.ts'
import type { Tables } from '../tables.ts'
import { recordEvidence } from './record-evidence.ts'

type ChooseInCheck = { organizationId: string; personId: string; selfAssessmentId: string; competencyId: string; itemId: string; choiceId: string }

/**
 * One choice in the scenario check beside an answer. Passing both moments is evidence of the level, once; anything else
 * is kept for the person's own picture and changes nothing. Choosing again changes nothing either.
 */
export const chooseInCheck = async (trx: Transaction<Tables>, command: ChooseInCheck, now: Date): Promise<void> => {
  const { organizationId, personId, selfAssessmentId, competencyId } = command
  refuseWhoIsGone(await lockPerson(trx, personId))
  const assessment = await lockAssessment(trx, personId, selfAssessmentId)
  const step = assessment && stepBeside(assessment, competencyId)
  if (!assessment || !step) throw new Refusal('not-found')
  if (assessment.submittedAt) throw new Refusal('self-assessment-already-submitted')
  const { toLevel, version } = step
  const before = assessment.checks[competencyId]
  const said = assessment.answers[competencyId]?.level ?? 'unknown'
  const taken = chooseMoment(before, { check: await checkOf(trx, competencyId, version), toLevel, said }, command)
  await saveChecks(trx, selfAssessmentId, { ...assessment.checks, [competencyId]: taken })
  if (taken.passed && before?.passed !== true) await recordEvidence(trx, { organizationId, personId, competencyId, level: toLevel }, now)
}
