import type { LocalizedText } from '@handrail/contracts'
import { addDays, type Day } from './day.ts'

/** A champion, some people, a path, some weeks. */
export type Cohort = {
  cohortId: string
  organizationId: string
  version: number
  championId: string
  pathId: string | null
  title: LocalizedText | null
  startsOn: Day
  weeks: number
  state: 'active' | 'closed'
}

const LISTED_DAYS_AFTER_END = 14

/** A cohort ends with its weeks; from then on nobody in it is quiet. */
export const isOver = ({ startsOn, weeks }: Pick<Cohort, 'startsOn' | 'weeks'>, today: Day): boolean => addDays(startsOn, 7 * weeks) <= today

/** Cohorts that ended after this day are still listed, so that its end is no door that falls shut. */
export const listedIfEndedAfter = (today: Day): Day => addDays(today, -LISTED_DAYS_AFTER_END)
