import type { Level, LocalizedText, Role } from '@handrail/contracts'
import type { Json, Timestamp } from '@handrail/postgres'
import type { ColumnType } from 'kysely'
import type { AssignmentReason, AssignmentStatus, PlannedStep, Step } from './domain/assignment.ts'
import type { Checks } from './domain/complete-card.ts'
import type { Day } from './domain/day.ts'
import type { Practice } from './domain/follow-up.ts'
import type { PersonState } from './domain/person.ts'
import type { CheckItem } from './domain/test-out.ts'

/** `date`: read as the instant it begins in UTC, written as `2026-12-04`. */
type DayColumn = ColumnType<Date, Day, Day>

export type Tables = {
  /** Projections of people. */
  people: { person_id: string; organization_id: string; time_zone: string; minutes_per_week: number | null; state: PersonState }
  person_roles: { person_id: string; organization_id: string; roles: Role[] }
  /** A view: whoever has the role and has not left. */
  champions: { person_id: string; organization_id: string }
  protected_times: { person_id: string; organization_id: string; minutes_per_week: number | null }
  teams: { team_id: string; organization_id: string; manager_ids: string[]; member_ids: string[]; state: 'active' | 'closed' }
  /** Projections of catalogue: every version of a course, and each path as it stands. */
  courses: {
    course_id: string
    course_version: number
    organization_id: string | null
    competency_id: string
    to_level: Level
    minutes: number
    kilobytes: number
    title: Json<LocalizedText>
    can_do: Json<LocalizedText>
    card_ids: string[]
    checks: Json<Checks>
    state: 'published' | 'retired'
  }
  /** The scenario items of each competency, with what is right. */
  scenario_checks: { competency_id: string; organization_id: string | null; version: number; items: Json<CheckItem[]> }
  learning_paths: { path_id: string; organization_id: string | null; title: Json<LocalizedText>; steps: Json<PlannedStep[]>; grants_role: 'champion' | null }
  /** `steps_total`, `steps_done` and `minutes_left` repeat what `steps` says, so that pages over many people are one row each. */
  assignments: {
    assignment_id: string
    organization_id: string
    person_id: string
    version: number
    reason: AssignmentReason
    path_id: string | null
    plan_id: string | null
    batch_id: string | null
    title: Json<LocalizedText> | null
    grants_role: 'champion' | null
    assigned_by: string | null
    due_on: DayColumn | null
    state: AssignmentStatus
    steps: Json<Step[]>
    steps_total: number
    steps_done: number
    minutes_left: number
    created_at: Timestamp
    completed_at: ColumnType<Date | null, Date | null, Date | null>
  }
  /** A path that was climbed to the top stays climbed, also when it goes on later. */
  climbed_paths: { assignment_id: string; organization_id: string; person_id: string; title: Json<LocalizedText> | null; finished_at: Timestamp }
  assignment_batches: {
    batch_id: string
    organization_id: string
    team_id: string
    path_id: string
    title: Json<LocalizedText>
    assigned_by: string
    people: number
    assigned_at: Timestamp
    undone_at: ColumnType<Date | null, Date | null, Date | null>
  }
  /** Which self-assessments have been planned; `assignment_id` is null where the plan had nothing to do. */
  arrivals: { self_assessment_id: string; organization_id: string; person_id: string; assignment_id: string | null }
  /** One person in one version of a course. `completion_id` names the completion once it is finished. */
  course_progress: {
    person_id: string
    course_id: string
    course_version: number
    organization_id: string
    cards_done: string[]
    checks_passed: string[]
    started_at: Timestamp
    last_card_at: Timestamp
    finished_at: ColumnType<Date | null, Date | null, Date | null>
    completion_id: string | null
    tested_out: ColumnType<boolean, boolean | undefined, boolean>
  }
  /** The first and the last day a card was opened, in the person's time zone. */
  card_openings: { person_id: string; course_id: string; card_id: string; organization_id: string; first_on: DayColumn; last_on: DayColumn }
  cohorts: {
    cohort_id: string
    organization_id: string
    version: number
    champion_id: string
    path_id: string | null
    title: Json<LocalizedText> | null
    starts_on: DayColumn
    weeks: number
    state: 'active' | 'closed'
  }
  cohort_people: { person_id: string; cohort_id: string; organization_id: string }
  champion_invitations: {
    invitation_id: string
    organization_id: string
    person_id: string
    version: number
    state: 'invited' | 'accepted' | 'declined'
    invited_at: Timestamp
    answered_at: ColumnType<Date | null, Date | null, Date | null>
  }
  /** Cards that somebody would like to talk about with a champion. */
  talking_points: { person_id: string; course_id: string; card_id: string; organization_id: string; champion_id: string | null; marked_at: Timestamp }
  /** Whether a course was of use with clients, a month later. `version` counts what was told of it; the note is never told. */
  follow_ups: {
    person_id: string
    course_id: string
    organization_id: string
    practice_id: string
    version: number
    used: Practice['used'] | null
    barrier: Practice['barrier']
    note: string
    answered_at: ColumnType<Date | null, Date | null, Date | null>
    put_away_at: ColumnType<Date | null, Date | null, Date | null>
  }
  /** What was asked and answered stays here: never in an event, never in a log. */
  help_requests: {
    help_request_id: string
    organization_id: string
    person_id: string
    champion_id: string | null
    version: number
    course_id: string
    card_id: string | null
    question: string
    answer: string | null
    state: 'open' | 'answered'
    asked_at: Timestamp
    answered_at: ColumnType<Date | null, Date | null, Date | null>
  }
}
