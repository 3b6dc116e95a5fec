import { isDeepStrictEqual } from 'node:util'
import { PlanChanged } from '@handrail/contracts'
import { appendEvent } from '@handrail/postgres'
import type { Transaction } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { neededCompetencies, newestBaseline } from '../domain/person-floors.ts'
import { plan } from '../domain/plan.ts'
import { publishedCourses } from '../store/reads/courses.ts'
import { planningBasis } from '../store/reads/plans.ts'
import { holdFloors } from '../store/writes/floors.ts'
import { lockPerson } from '../store/writes/people.ts'
import { savePlan } from '../store/writes/plans.ts'
import type { Tables } from '../tables.ts'

export type PersonToPlanFor = { organizationId: string; personId: string }

/** Plans, or plans again, where there are newer answers, a newer floor or a newer library than the plan was made from. */
export const planPath = async (trx: Transaction<Tables>, { organizationId, personId }: PersonToPlanFor, now: Date): Promise<void> => {
  const state = await lockPerson(trx, { organizationId, personId })
  if (state !== 'active') return
  await holdFloors(trx)
  const basis = await planningBasis(trx, personId)
  if (!basis) return
  const { answers, before, completions, libraryVersion, selfAssessmentId } = basis
  const { baselineVersion, floors } = newestBaseline(answers, basis.known)
  const isFromTheseAnswers = before?.selfAssessmentId === selfAssessmentId
  if (isFromTheseAnswers && before.baselineVersion >= baselineVersion && before.libraryVersion >= libraryVersion) return

  const made = plan({
    competencies: neededCompetencies(
      answers,
      floors,
      completions.filter(({ checkPassed }) => checkPassed),
    ),
    courses: await publishedCourses(trx),
    completed: completions.map(({ courseId }) => courseId),
  })
  const planId = before?.planId ?? uuidv7()
  const isNew = !isFromTheseAnswers || !isDeepStrictEqual(before.steps, made.steps)
  const version = (before?.version ?? 0) + (isNew ? 1 : 0)
  await savePlan(trx, { organizationId, personId, planId, version, selfAssessmentId, baselineVersion, libraryVersion, plan: made }, now)
  if (!isNew) return
  await appendEvent(trx, PlanChanged, {
    organizationId,
    aggregateId: planId,
    version,
    time: now,
    data: {
      planId,
      personId,
      selfAssessmentId,
      plannedAt: now.toISOString(),
      steps: made.steps.map(({ courseId, courseVersion, minutes }) => ({ courseId, courseVersion, minutes })),
    },
  })
}
