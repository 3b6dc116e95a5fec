import type { DigestSection, LocalizedText, Role } from '@handrail/contracts'

export type Assignment = {
  assignmentId: string
  personId: string
  pathId: string | null
  /** Of the person's own choice: nobody else waits for it. */
  chosen: boolean
  /** Null for a personal path. */
  title: LocalizedText | null
  stepsTotal: number
  stepsDone: number
  minutesLeft: number
  nextCourse: { courseId: string; title: LocalizedText | null; minutes: number } | null
  dueOn: string | null
  finishOn: string | null
  state: 'active' | 'completed'
  createdAt: Date
  completedAt: Date | null
  changedAt: Date
}
export type FinishedCourse = { personId: string; courseId: string; completedAt: Date }
/** `championId` is null where anybody who is a champion may answer. */
export type HelpRequest = { personId: string; championId: string | null; state: 'open' | 'answered'; askedAt: Date; answeredAt: Date | null }
export type Team = { teamId: string; managerIds: string[]; memberIds: string[] }
/** `isOver`: its weeks are, and only what was finished in the end is still news. */
export type Cohort = { championId: string; personIds: string[]; pathId: string | null; isOver: boolean }

/** What is known, at one moment, about some people and those they manage or accompany. Nobody in it has left. */
export type Material = {
  now: Date
  /** When each person's last digest surely arrived. */
  lastSent: ReadonlyMap<string, Date>
  /** What each person's digest may speak of; everything where they did not choose. */
  sections: ReadonlyMap<string, readonly DigestSection[]>
  roles: ReadonlyMap<string, readonly Role[]>
  teams: readonly Team[]
  cohorts: readonly Cohort[]
  assignments: ReadonlyMap<string, readonly Assignment[]>
  finishedCourses: ReadonlyMap<string, readonly FinishedCourse[]>
  helpRequests: readonly HelpRequest[]
  withProtectedTime: ReadonlySet<string>
}

const DAY = 86_400_000
/** Older news is no news, even to somebody who has had no digest yet. */
export const NEWS_DAYS = 28
const QUIET_DAYS = 14

export const daysBefore = (now: Date, days: number): Date => new Date(now.getTime() - days * DAY)

/** News begins where the last digest that surely arrived ended; what a doubtful one told is told again. */
export const newsSince = ({ lastSent, now }: Material, personId: string): Date => {
  const earliest = daysBefore(now, NEWS_DAYS)
  const last = lastSent.get(personId)
  return last && last > earliest ? last : earliest
}

export const assignmentsOf = (material: Material, personId: string): readonly Assignment[] => material.assignments.get(personId) ?? []

export const activeAssignments = (material: Material, personId: string): readonly Assignment[] =>
  assignmentsOf(material, personId).filter(({ state }) => state === 'active')

export type Standing = 'moving' | 'quiet' | 'without-path'

/** Quiet: two weeks on a path, and in these two weeks no course finished. */
export const standingOf = (material: Material, personId: string): Standing => {
  const fortnightAgo = daysBefore(material.now, QUIET_DAYS)
  if ((material.finishedCourses.get(personId) ?? []).some(({ completedAt }) => completedAt > fortnightAgo)) return 'moving'
  const active = activeAssignments(material, personId).filter(({ chosen }) => !chosen)
  if (active.length === 0) return 'without-path'
  return active.every(({ createdAt }) => createdAt <= fortnightAgo) ? 'quiet' : 'moving'
}

/** Who finished a whole path since then; each path of each person once. */
export type FinishedPath = { title: LocalizedText | null; personIds: string[] }

export const finishedPaths = (assignments: readonly Assignment[], since: Date): FinishedPath[] => {
  const byPath = new Map<string, FinishedPath>()
  for (const assignment of assignments) {
    if (!assignment.completedAt || assignment.completedAt <= since) continue
    const path = byPath.get(assignment.pathId ?? '') ?? { title: assignment.title, personIds: [] }
    if (!path.personIds.includes(assignment.personId)) path.personIds.push(assignment.personId)
    byPath.set(assignment.pathId ?? '', path)
  }
  return [...byPath.values()]
}
