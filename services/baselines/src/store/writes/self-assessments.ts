import type { ComfortLevel } from '@handrail/contracts'
import type { Insertable, Transaction } from 'kysely'
import type { Answers } from '../../domain/current-level.ts'
import type { TakenChecks } from '../../domain/scenario-check.ts'
import type { Assessment } from '../../domain/self-assessment.ts'
import type { Tables } from '../../tables.ts'
import { assessmentFrom, assessments } from '../reads/self-assessments.ts'

/** Locks a person's own self-assessment for this transaction; undefined where it is not theirs. */
export const lockAssessment = async (trx: Transaction<Tables>, personId: string, selfAssessmentId: string): Promise<Assessment | undefined> => {
  const own = assessments(trx).where('person_id', '=', personId).where('self_assessment_id', '=', selfAssessmentId)
  const row = await own.forUpdate('self_assessments').executeTakeFirst()
  return row && assessmentFrom(row)
}

type Draft = Omit<Insertable<Tables['self_assessments']>, 'version' | 'state' | 'answers' | 'checks' | 'measured' | 'submitted_at'>

/** A draft with the answers that stand from before. */
export const insertDraft = (trx: Transaction<Tables>, draft: Draft, standing: Answers) =>
  trx
    .insertInto('self_assessments')
    .values({ ...draft, version: 0, state: 'draft', answers: JSON.stringify(standing), checks: '{}', measured: null, submitted_at: null })
    .execute()

export const saveAnswers = (trx: Transaction<Tables>, selfAssessmentId: string, answers: Answers) =>
  trx
    .updateTable('self_assessments')
    .set({ answers: JSON.stringify(answers) })
    .where('self_assessment_id', '=', selfAssessmentId)
    .execute()

export const saveChecks = (trx: Transaction<Tables>, selfAssessmentId: string, checks: TakenChecks) =>
  trx
    .updateTable('self_assessments')
    .set({ checks: JSON.stringify(checks) })
    .where('self_assessment_id', '=', selfAssessmentId)
    .execute()

type Submission = { version: number; levels: Readonly<Record<string, ComfortLevel>>; submittedAt: Date }
export const saveSubmission = (trx: Transaction<Tables>, selfAssessmentId: string, { version, levels, submittedAt }: Submission) =>
  trx
    .updateTable('self_assessments')
    .set({ version, state: 'submitted', measured: JSON.stringify(levels), submitted_at: submittedAt })
    .where('self_assessment_id', '=', selfAssessmentId)
    .execute()
