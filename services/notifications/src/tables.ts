import type { DigestSection, Language, LocalizedText, QuietHours, Role } from '@handrail/contracts'
import type { Json, Timestamp } from '@handrail/postgres'
import type { ColumnType, Generated } from 'kysely'
import type { DigestState } from './domain/attempt.ts'

type MaybeTimestamp = ColumnType<Date | null, Date | null, Date | null>
/** `date`: written as `2026-12-04`; read it as text. */
type Day = ColumnType<never, string, string>

export type Tables = {
  /** Projections of people. An erased person stays as an id, so that what is heard late brings nothing back. */
  people: { person_id: string; organization_id: string; language: Language; time_zone: string; state: 'active' | 'left' | 'erased' }
  person_roles: { person_id: string; organization_id: string; roles: Role[] }
  protected_times: { person_id: string; organization_id: string; minutes_per_week: number | null }
  teams: { team_id: string; organization_id: string; manager_ids: string[]; member_ids: string[]; state: 'active' | 'closed' }
  /** Projections of progress. `changed_at` is the business time of the newest event. */
  assignments: {
    assignment_id: string
    organization_id: string
    person_id: string
    path_id: string | null
    chosen: boolean
    title: Json<LocalizedText> | null
    steps_total: number
    steps_done: number
    minutes_left: number
    next_course: Json<{ courseId: string; title: LocalizedText | null; minutes: number }> | null
    due_on: Day | null
    finish_on: Day | null
    state: 'active' | 'completed' | 'withdrawn'
    created_at: Timestamp
    completed_at: MaybeTimestamp
    changed_at: Timestamp
  }
  /** The last time each person finished each course. */
  finished_courses: { person_id: string; course_id: string; organization_id: string; completed_at: Timestamp }
  help_requests: {
    help_request_id: string
    organization_id: string
    person_id: string
    champion_id: string | null
    state: 'open' | 'answered'
    asked_at: Timestamp
    answered_at: MaybeTimestamp
  }
  /** `ends_on` is the first day after its last week. */
  cohorts: {
    cohort_id: string
    organization_id: string
    champion_id: string
    person_ids: string[]
    path_id: string | null
    ends_on: Day | null
    state: 'active' | 'closed'
  }

  /** Whom we may write to: their preferences (`version` counts those), and whether their mailbox refuses our mail. */
  recipients: {
    person_id: string
    organization_id: string
    version: Generated<number>
    digest: Generated<boolean>
    /** At most every other week. Kept while somebody wants none, for when they want it again. */
    fortnightly: Generated<boolean>
    sections: ColumnType<DigestSection[], DigestSection[] | undefined, DigestSection[]>
    help_answers_at_once: Generated<boolean>
    quiet_hours: ColumnType<QuietHours | null, string | null | undefined, string | null>
    bounce_score: Generated<number>
    suppressed_at: MaybeTimestamp
    known_since: Generated<Date>
  }
  organizations: { organization_id: string }
  /** The claim: one row per organization, person and period, or per answer (`help_request_id`). While a run holds a due row, `next_try_at` is ahead. */
  digests: {
    digest_id: Generated<string>
    organization_id: string
    person_id: string
    period: Day
    help_request_id: string | null
    state: DigestState
    attempts: Generated<number>
    next_try_at: Timestamp
    attempted_at: MaybeTimestamp
    outcome: string | null
  }
}
