import { Refusal } from '@handrail/contracts'
import type { Transaction } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { refuseWhoIsGone } from '../domain/person.ts'
import { finishedCompetency } from '../store/reads/courses.ts'
import { followUpOf } from '../store/reads/follow-ups.ts'
import { saveFollowUp } from '../store/writes/follow-ups.ts'
import { lockPerson } from '../store/writes/lock-learning.ts'
import type { Tables } from '../tables.ts'

type PutAway = { organizationId: string; personId: string; courseId: string }

/** Nobody asks about this course again, and nobody is told. */
export const putAwayFollowUp = async (trx: Transaction<Tables>, { organizationId, personId, courseId }: PutAway, now: Date): Promise<void> => {
  refuseWhoIsGone(await lockPerson(trx, personId))
  if (!(await finishedCompetency(trx, personId, courseId))) throw new Refusal('not-found')
  if (await followUpOf(trx, personId, courseId)) return
  await saveFollowUp(trx, {
    person_id: personId,
    course_id: courseId,
    organization_id: organizationId,
    practice_id: uuidv7(),
    version: 0,
    used: null,
    barrier: null,
    note: '',
    answered_at: null,
    put_away_at: now,
  })
}
