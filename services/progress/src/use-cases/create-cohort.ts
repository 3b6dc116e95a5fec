import { CohortChanged, Refusal } from '@handrail/contracts'
import { appendEvent } from '@handrail/postgres'
import type { Transaction } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Cohort } from '../domain/cohort.ts'
import type { Day } from '../domain/day.ts'
import { refuseWhoIsGone } from '../domain/person.ts'
import { isChampion } from '../store/reads/champions.ts'
import { learnerOf } from '../store/reads/learners.ts'
import { pathToGive } from '../store/reads/paths.ts'
import { activePeople } from '../store/reads/people.ts'
import { insertCohort, insertCohortPeople } from '../store/writes/cohorts.ts'
import { lockLearning } from '../store/writes/lock-learning.ts'
import type { Tables } from '../tables.ts'
import { assignPath } from './assign-path.ts'

type CreateCohort = {
  organizationId: string
  /** The lead who asks for it, where it is one. */
  by?: string
  championId: string
  personIds: readonly string[]
  pathId: string
  startsOn: Day
  weeks: number
}

/** A champion, some people, a path, some weeks. Who does not have the path yet gets it. */
export const createCohort = async (trx: Transaction<Tables>, command: CreateCohort, now: Date): Promise<{ cohortId: string }> => {
  const { organizationId, championId, startsOn, weeks, by = championId } = command
  const path = await pathToGive(trx, command.pathId)
  const personIds = [...new Set(command.personIds)].filter((personId) => personId !== championId).sort()
  await lockLearning(trx, [by, championId, ...personIds])
  refuseWhoIsGone(await learnerOf(trx, by))
  const known = await activePeople(trx, [championId, ...personIds])
  const isKnown = [championId, ...personIds].every((personId) => known.has(personId))
  if (!path || !isKnown || !(await isChampion(trx, championId))) throw new Refusal('not-found')
  const cohort: Cohort = {
    cohortId: uuidv7(),
    organizationId,
    version: 1,
    championId,
    pathId: path.pathId,
    title: path.title,
    startsOn,
    weeks,
    state: 'active',
  }
  await insertCohort(trx, cohort)
  await insertCohortPeople(trx, cohort, personIds)
  await appendEvent(trx, CohortChanged, {
    organizationId,
    aggregateId: cohort.cohortId,
    version: 1,
    time: now,
    data: { cohortId: cohort.cohortId, championId, personIds, pathId: path.pathId, title: path.title, startsOn, weeks, state: 'active' },
  })
  await assignPath(trx, { organizationId, path, personIds, reason: 'champion', assignedBy: championId, whoHasFinished: 'left-out' }, now)
  return { cohortId: cohort.cohortId }
}
