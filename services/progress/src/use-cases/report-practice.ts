import { type PracticeReport, PracticeReported, Refusal } from '@handrail/contracts'
import { appendEvent } from '@handrail/postgres'
import type { Transaction } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { practiceOf } from '../domain/follow-up.ts'
import { refuseWhoIsGone } from '../domain/person.ts'
import { finishedCompetency } from '../store/reads/courses.ts'
import { followUpOf } from '../store/reads/follow-ups.ts'
import { saveFollowUp } from '../store/writes/follow-ups.ts'
import { lockPerson } from '../store/writes/lock-learning.ts'
import type { Tables } from '../tables.ts'

type ReportPractice = { organizationId: string; personId: string; courseId: string; report: PracticeReport }

/** Somebody says whether they use what they learned. The answer is theirs; what is told names nobody and has no word of theirs. Again changes nothing. */
export const reportPractice = async (trx: Transaction<Tables>, command: ReportPractice, now: Date): Promise<void> => {
  const { organizationId, personId, courseId } = command
  refuseWhoIsGone(await lockPerson(trx, personId))
  const competencyId = await finishedCompetency(trx, personId, courseId)
  if (!competencyId) throw new Refusal('not-found')
  const before = await followUpOf(trx, personId, courseId)
  const { used, barrier, note } = practiceOf(command.report)
  const isTold = before?.used === used && before.barrier === barrier
  if (isTold && before.note === note) return
  const practiceId = before?.practice_id ?? uuidv7()
  const version = (before?.version ?? 0) + (isTold ? 0 : 1)
  await saveFollowUp(trx, {
    person_id: personId,
    course_id: courseId,
    organization_id: organizationId,
    practice_id: practiceId,
    version,
    used,
    barrier,
    note,
    answered_at: now,
    put_away_at: before?.put_away_at ?? null,
  })
  if (isTold) return
  const data = { practiceId, courseId, competencyId, used, barrier, reportedAt: now.toISOString() }
  await appendEvent(trx, PracticeReported, { organizationId, aggregateId: practiceId, version, time: now, data })
}
