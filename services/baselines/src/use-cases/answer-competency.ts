import { type ComfortLevel, Refusal, type Sureness } from '@handrail/contracts'
import type { Transaction } from 'kysely'
import { answer } from '../domain/self-assessment.ts'
import { lockAssessment, saveAnswers } from '../store/writes/self-assessments.ts'
import type { Tables } from '../tables.ts'

type AnswerCompetency = {
  organizationId: string
  personId: string
  selfAssessmentId: string
  competencyId: string
  level: ComfortLevel
  sureness: Sureness | null
}

/** Saves one answer of a person's own draft; answering again replaces it. */
export const answerCompetency = async (trx: Transaction<Tables>, command: AnswerCompetency, now: Date): Promise<void> => {
  const assessment = await lockAssessment(trx, command.personId, command.selfAssessmentId)
  if (!assessment) throw new Refusal('not-found')
  await saveAnswers(trx, assessment.selfAssessmentId, answer(assessment, command.competencyId, command, now))
}
