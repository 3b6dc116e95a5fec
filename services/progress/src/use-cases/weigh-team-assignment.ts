import { type DryRun, Refusal } from '@handrail/contracts'
import type { Transaction } from 'kysely'
import { type Day, dayIn } from '../domain/day.ts'
import { type Asker, mayManage, type Team, weigh } from '../domain/team-assignment.ts'
import { minutesLeftOf, peopleWithPath } from '../store/reads/assignments.ts'
import { finishedCourses } from '../store/reads/courses.ts'
import { learnerOf, learnersOf } from '../store/reads/learners.ts'
import { type Path, pathToGive } from '../store/reads/paths.ts'
import { teamOf } from '../store/reads/teams.ts'
import type { Tables } from '../tables.ts'

export type TeamAssignment = { organizationId: string; by: Asker; teamId: string; pathId: string; personIds: readonly string[]; dueOn: Day | null }

/** The team, when the asker may manage it; to anybody else it is as if there were none. */
export const managedTeam = async (trx: Transaction<Tables>, teamId: string, by: Asker): Promise<Team> => {
  const team = await teamOf(trx, teamId)
  if (!team || !mayManage(team, by)) throw new Refusal('not-found')
  return team
}

/** What assigning would do, without doing it. Only members of the team can be asked for. */
export const weighTeamAssignment = async (trx: Transaction<Tables>, command: TeamAssignment, now: Date): Promise<{ path: Path; dryRun: DryRun }> => {
  const { pathId, dueOn } = command
  const team = await managedTeam(trx, command.teamId, command.by)
  const path = await pathToGive(trx, pathId)
  const personIds = [...new Set(command.personIds)]
  if (!path || personIds.some((personId) => !team.memberIds.includes(personId))) throw new Refusal('not-found')
  const today = dayIn(now, (await learnerOf(trx, command.by.personId)).timeZone)
  if (dueOn !== null && dueOn < today) throw new Refusal('due-date-in-the-past')

  const courseIds = path.steps.map((step) => step.courseId)
  const learners = await learnersOf(trx, personIds)
  // What somebody added of their own stands in nobody's way.
  const minutesLeft = await minutesLeftOf(trx, personIds, 'given')
  const finished = await finishedCourses(trx, personIds, courseIds)
  const having = await peopleWithPath(trx, pathId, personIds)
  const candidates = [...learners.values()]
    .filter((learner) => learner.state === 'active')
    .map((learner) => ({
      personId: learner.personId,
      protectedMinutes: learner.protectedMinutes,
      saidMinutes: learner.saidMinutes,
      minutesLeft: minutesLeft.get(learner.personId) ?? 0,
      finishedCourses: finished.get(learner.personId) ?? new Set<string>(),
      hasPath: having.has(learner.personId),
    }))
  return { path, dryRun: weigh(path.steps, candidates, today, dueOn) }
}
