import type { DryRun } from '@handrail/contracts'
import type { PlannedStep } from './assignment.ts'
import { type Day, latest } from './day.ts'
import { finishDay, type MinutesKnown, minutesAWeek } from './finish-date.ts'

const UNDO_MS = 10 * 60 * 1000

export type Team = { teamId: string; managerIds: readonly string[]; memberIds: readonly string[] }
export type Asker = { personId: string; isLead: boolean }
export type Candidate = MinutesKnown & { personId: string; minutesLeft: number; finishedCourses: ReadonlySet<string>; hasPath: boolean }
type Row = DryRun['rows'][number]

export const mayManage = (team: Pick<Team, 'managerIds'>, by: Asker): boolean => by.isLead || team.managerIds.includes(by.personId)

/** What the path would mean for one person, on top of all they have to do already. */
const weighOne = (path: readonly PlannedStep[], person: Candidate, today: Day, dueOn: Day | null): Row => {
  const toDo = path.filter((step) => !person.finishedCourses.has(step.courseId))
  const minutes = person.hasPath ? 0 : toDo.reduce((sum, step) => sum + step.minutes, 0)
  const minutesPerWeek = minutesAWeek(person)
  const finishOn = finishDay(person.minutesLeft + minutes, minutesPerWeek, today)
  return {
    personId: person.personId,
    minutes,
    minutesPerWeek,
    protected: Boolean(person.protectedMinutes),
    completedAlready: toDo.length === 0,
    assignedAlready: person.hasPath,
    finishOn,
    fits: minutes === 0 || dueOn === null || finishOn <= dueOn,
  }
}

export const isNew = (row: Row): boolean => !row.completedAlready && !row.assignedAlready

/** Who, how many minutes, by when: what assigning would do. Who has finished or has the path is listed and left out. */
export const weigh = (path: readonly PlannedStep[], people: readonly Candidate[], today: Day, dueOn: Day | null): DryRun => {
  const rows = people.map((person) => weighOne(path, person, today, dueOn))
  const added = rows.filter(isNew)
  return {
    rows,
    minutesInAll: added.reduce((sum, row) => sum + row.minutes, 0),
    dateThatFits: latest(
      added.map((row) => row.finishOn),
      today,
    ),
  }
}

export const undoUntil = (assignedAt: Date): Date => new Date(assignedAt.getTime() + UNDO_MS)
