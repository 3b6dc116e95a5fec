import type { DataOf, MicroCourseCompletionRecorded } from '@handrail/contracts'
import type { Transaction } from 'kysely'
import { lockPerson, saveCompletion } from '../store/writes/people.ts'
import type { Tables } from '../tables.ts'

type Completion = DataOf<typeof MicroCourseCompletionRecorded> & { organizationId: string }

/** Remembers what was done, for the next planning: the plan itself stays, since progress marks its steps. */
export const takeInCompletion = async (trx: Transaction<Tables>, completion: Completion): Promise<void> => {
  const state = await lockPerson(trx, completion)
  if (state === 'erased') return
  await saveCompletion(trx, {
    completion_id: completion.completionId,
    organization_id: completion.organizationId,
    person_id: completion.personId,
    course_id: completion.courseId,
    competency_id: completion.competencyId,
    to_level: completion.toLevel,
    check_passed: completion.checkPassed,
    completed_at: new Date(completion.completedAt),
  })
}
