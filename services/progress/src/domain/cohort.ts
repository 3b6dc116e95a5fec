import type { LocalizedText } from '@handrail/contracts'
import type { Day } from './day.ts'

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
