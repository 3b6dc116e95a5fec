import type { Transaction } from 'kysely'
import type { Tables } from '../../tables.ts'

type Finished = {
  organizationId: string
  personId: string
  courseId: string
  courseVersion: number
  cardIds: string[]
  checkIds: string[]
  completionId: string
}

/** Every card of the version is done at once. The caller holds the person's lock and knows that no version is finished. */
export const finishByTestOut = async (trx: Transaction<Tables>, finished: Finished, now: Date): Promise<void> => {
  const done = {
    cards_done: finished.cardIds,
    checks_passed: finished.checkIds,
    last_card_at: now,
    finished_at: now,
    completion_id: finished.completionId,
    tested_out: true,
  }
  await trx
    .insertInto('course_progress')
    .values({
      person_id: finished.personId,
      course_id: finished.courseId,
      course_version: finished.courseVersion,
      organization_id: finished.organizationId,
      started_at: now,
      ...done,
    })
    .onConflict((conflict) => conflict.columns(['person_id', 'course_id', 'course_version']).doUpdateSet(done))
    .execute()
}
