import { isDeepStrictEqual } from 'node:util'
import type { ServiceName } from '@handrail/contracts'
import { answerOf, type Command, outcomeOf, wasAnsweredTwice } from '../history.ts'
import { type Check, leaversOf, type World } from './world.ts'

type Created = { command: Command; states: number; events: number }

/** Done: both are there. Refused: neither. Unknown: both or neither. What nobody may do leaves neither, whatever was answered. */
const judge = ({ command, states, events }: Created): string | undefined => {
  const outcome = outcomeOf(command)
  const allowed = command.inVain ? [0] : outcome === 'done' ? [1] : outcome === 'refused' ? [0] : [0, 1]
  if (states === events && allowed.includes(states)) return undefined
  const statuses = command.attempts.map(({ status }) => status || 'no answer').join(', ')
  return `${command.kind} ${command.key ?? JSON.stringify(command.about)} (${statuses}) is ${outcome}, and left ${states} × state, ${events} × event`
}

const questions = async ({ stage, history }: World): Promise<Created[]> => {
  const rows = await stage.admin.progress<{ question: string; states: number; events: number }[]>`
    select question, count(distinct help_request_id)::int as states, count(outbox.event_id)::int as events
    from help_requests left join outbox on aggregate = 'help-request' and aggregate_id = help_request_id::text and aggregate_version = 1 group by question`
  const found = new Map(rows.map((row) => [row.question, row]))
  return history.of('ask-for-help').map((command) => ({ command, states: 0, events: 0, ...found.get(command.about.question ?? '') }))
}

const answers = async ({ stage, history }: World): Promise<Created[]> => {
  const rows = await stage.admin.progress<{ answer: string; states: number; events: number }[]>`
    select answer, count(distinct help_request_id)::int as states, count(outbox.event_id)::int as events
    from help_requests left join outbox on aggregate = 'help-request' and aggregate_id = help_request_id::text and aggregate_version = 2
    where answer is not null group by answer`
  const found = new Map(rows.map((row) => [row.answer, row]))
  const askersGone = new Set((await stage.admin.progress<{ id: string }[]>`select help_request_id::text as id from help_requests`).map(({ id }) => id))
  return history
    .of('answer-help')
    .filter(({ about }) => askersGone.has(about.helpRequestId ?? ''))
    .map((command) => ({ command, states: 0, events: 0, ...found.get(command.about.answer ?? '') }))
}

const submissions = async ({ stage, history }: World): Promise<Created[]> => {
  const rows = await stage.admin.baselines<{ id: string; states: number; events: number }[]>`
    select self_assessment_id::text as id, (submitted_at is not null)::int as states,
      (select count(*)::int from outbox where aggregate = 'self-assessment' and aggregate_id = self_assessment_id::text) as events from self_assessments`
  const found = new Map(rows.map((row) => [row.id, row]))
  // Two commands may be about one draft: the second is refused, and the event is the first one's.
  const byDraft = Map.groupBy(history.of('submit-assessment'), ({ about }) => about.selfAssessmentId ?? '')
  return [...byDraft].map(([id, commands]) => ({
    command:
      commands.find((command) => outcomeOf(command) === 'done') ?? commands.find((command) => outcomeOf(command) === 'unknown') ?? (commands[0] as Command),
    states: 0,
    events: 0,
    ...found.get(id),
  }))
}

const cards = async ({ stage, history }: World, gone: ReadonlySet<string>) => {
  const violations: string[] = []
  const rows = await stage.admin.progress<{ key: string; cards_done: string[] }[]>`
    select person_id || ' ' || course_id || ' ' || course_version as key, cards_done from course_progress`
  const done = new Map(rows.map(({ key, cards_done }) => [key, new Set(cards_done)]))
  const commands = history.of('complete-card').filter(({ personId }) => !gone.has(personId))
  for (const { personId, about, attempts } of commands.filter((command) => outcomeOf(command) === 'done'))
    if (!done.get(`${personId} ${about.courseId} ${about.courseVersion}`)?.has(about.cardId ?? ''))
      violations.push(`the card ${about.courseId}/${about.cardId} of ${personId} was answered ${attempts.map(({ status }) => status)}, and is not done`)
  const finished = await stage.admin.progress<{ what: string; events: number }[]>`
    select person_id || ' ' || course_id || ' ' || course_version as what,
      (select count(*)::int from outbox where aggregate = 'micro-course-completion' and aggregate_id = completion_id::text) as events
    from course_progress where finished_at is not null`
  for (const { what, events } of finished) if (events !== 1) violations.push(`${what} is finished, and told ${events} times`)
  const told = await stage.admin.progress<{ what: string; times: number }[]>`
    select concat_ws(' ', data ->> 'personId', data ->> 'courseId', data ->> 'courseVersion') as what, count(*)::int as times
    from outbox where aggregate = 'micro-course-completion' and data is not null group by 1`
  for (const { what, times } of told) if (times !== 1) violations.push(`${what} was told as finished ${times} times`)
  return { checked: commands.length + finished.length + told.length, violations }
}

const batches = async ({ stage, history }: World, gone: ReadonlySet<string>) => {
  const violations: string[] = []
  const commands = history.of('assign-path').filter(({ personId }) => !gone.has(personId))
  const keys = await stage.admin.progress<{ key: string; batch: string }[]>`
    select key, answer -> 'body' ->> 'batchId' as batch from idempotency_keys where answer -> 'body' ? 'batchId'`
  const kept = new Map(keys.map(({ key, batch }) => [key, batch]))
  const rows = await stage.admin.progress<{ batch: string; people: number; assigned: number; events: number }[]>`
    select batch_id::text as batch, people,
      (select count(*)::int from assignments where assignments.batch_id = b.batch_id) as assigned,
      (select count(*)::int from assignments join outbox on aggregate = 'assignment' and aggregate_id = assignment_id::text and aggregate_version = 1
        where assignments.batch_id = b.batch_id) as events
    from assignment_batches b`
  const found = new Map(rows.map((row) => [row.batch, row]))
  for (const command of commands) {
    const batch = kept.get(command.key ?? '')
    const outcome = outcomeOf(command)
    const row = found.get(batch ?? '')
    if (outcome === 'refused' ? batch : outcome === 'done' && (!row || answerOf<{ batchId: string }>(command)?.batchId !== batch))
      violations.push(`the assignment ${command.key} is ${outcome}, and its batch is ${batch}`)
  }
  // Of whoever was erased since, the assignments are gone with all the rest.
  for (const { batch, people, assigned, events } of rows)
    if (assigned !== events || assigned > people || assigned < people - gone.size)
      violations.push(`batch ${batch} says ${people} people, and left ${assigned} assignments with ${events} events`)
  return { checked: commands.length + rows.length, violations }
}

/** What was last said and done, and what may stand instead: anything of which nobody knows when it came. */
const lastSaid = (commands: readonly Command[], word: string) => {
  const allowed = commands.filter(({ inVain }) => !inVain)
  const last = allowed.findLast((command) => outcomeOf(command) === 'done')
  if (!last) return undefined
  const late = allowed.filter(({ attempts }) => attempts.some(({ outcome }) => outcome === 'unknown'))
  return { last: last.about[word], possible: new Set([last, ...late].map(({ about }) => about[word])) }
}

/** Answers to single questions, each in its draft. */
const levels = async ({ stage, history }: World, gone: ReadonlySet<string>) => {
  const violations: string[] = []
  const rows = await stage.admin.baselines<{ id: string; answers: Record<string, { level: unknown }> }[]>`
    select self_assessment_id::text as id, answers from self_assessments`
  const kept = new Map(rows.map(({ id, answers }) => [id, answers]))
  let checked = 0
  for (const [what, commands] of Map.groupBy(history.of('answer-question'), ({ about }) => `${about.selfAssessmentId} ${about.competencyId}`)) {
    const [{ personId, about }] = commands as [Command]
    const said = lastSaid(commands, 'level')
    if (!said || gone.has(personId)) continue
    checked += 1
    const level = kept.get(about.selfAssessmentId ?? '')?.[about.competencyId ?? '']?.level
    if (!said.possible.has(String(level))) violations.push(`the answer ${what} of ${personId} ended with ${said.last}, and is ${level}`)
  }
  return { checked, violations }
}

/** What nobody may do: never answered as done, and not even its key is kept. */
const inVain = async ({ stage, history }: World) => {
  const tried = history.commands.filter((command) => command.inVain)
  const violations = tried.flatMap((command) =>
    outcomeOf(command) === 'done' ? [`${command.kind} ${JSON.stringify(command.about)} must be refused, and was done`] : [],
  )
  const keys = tried.flatMap(({ key }) => key ?? [])
  const kept = await stage.admin.progress<{ key: string }[]>`select key from idempotency_keys where key = any(${keys})`
  for (const { key } of kept) violations.push(`the key ${key} of what must be refused is kept`)
  return { checked: tried.length, violations }
}

/** Where the last word counts. */
const lastWords = async ({ stage, history }: World, gone: ReadonlySet<string>) => {
  const violations: string[] = []
  const digest = await stage.admin.notifications<{ id: string; value: string }[]>`
    select person_id::text as id, case when not digest then 'never' else 'weekly' end as value from recipients`
  const minutes = await stage.admin.people<{ id: string; value: string }[]>`select person_id::text as id, minutes_per_week::text as value from people`
  let checked = 0
  const compare = (kind: 'choose-digest' | 'say-minutes', word: string, rows: { id: string; value: string }[]) => {
    for (const [personId, commands] of Map.groupBy(history.of(kind), (command) => command.personId)) {
      const said = lastSaid(commands, word)
      if (!said || gone.has(personId)) continue
      checked += 1
      const value = rows.find(({ id }) => id === personId)?.value
      if (!said.possible.has(value)) violations.push(`${kind} of ${personId} ended with ${said.last}, and is ${value}`)
    }
  }
  compare('choose-digest', 'digest', digest)
  compare('say-minutes', 'minutesPerWeek', minutes)
  return { checked, violations }
}

/** Tables whose rows count their own events, with the aggregate that they are. */
const counted: readonly [ServiceName, table: string, id: string, aggregate: string][] = [
  ['people', 'organizations', 'organization_id', 'organization'],
  ['people', 'people', 'person_id', 'person'],
  ['people', 'teams', 'team_id', 'team'],
  ['people', 'person_roles', 'person_id', 'role'],
  ['people', 'protected_times', 'person_id', 'protected-time'],
  ['baselines', 'consents', 'person_id', 'consent'],
  ['catalogue', 'plans', 'plan_id', 'plan'],
  ['progress', 'assignments', 'assignment_id', 'assignment'],
  ['progress', 'help_requests', 'help_request_id', 'help-request'],
  ['progress', 'cohorts', 'cohort_id', 'cohort'],
  ['progress', 'champion_invitations', 'invitation_id', 'champion-invitation'],
  ['notifications', 'recipients', 'person_id', 'preferences'],
]

/** No event without its state, and no state without its event. What an erasure has emptied has no state any more. */
const versions = async ({ stage }: World) => {
  const violations: string[] = []
  let checked = 0
  for (const [service, table, id, aggregate] of counted) {
    const sql = stage.admin[service]
    const rows = await sql<{ id: string; state: number; told: number }[]>`
      select coalesce(s.id, o.id) as id, coalesce(s.version, 0)::int as state, coalesce(o.version, 0)::int as told
      from (select ${sql(id)}::text as id, version from ${sql(table)}) s
      full join (select aggregate_id as id, max(aggregate_version) as version from outbox where aggregate = ${aggregate}
        group by aggregate_id having bool_or(data is not null)) o using (id)`
    checked += rows.length
    for (const row of rows)
      if (row.state !== row.told) violations.push(`${service}: ${aggregate} ${row.id} has version ${row.state}, and its events say ${row.told}`)
  }
  return { checked, violations }
}

export const statesAndEvents: Check = {
  number: 1,
  says: 'a command that was answered has its state and its events; a refused one none; an unknown one all or none',
  run: async (world) => {
    const gone = leaversOf(world)
    const created = [...(await questions(world)), ...(await answers(world)), ...(await submissions(world))].filter(({ command }) => !gone.has(command.personId))
    const parts = [
      { checked: created.length, violations: created.flatMap((one) => judge(one) ?? []) },
      await cards(world, gone),
      await batches(world, gone),
      await lastWords(world, gone),
      await levels(world, gone),
      await inVain(world),
      await versions(world),
    ]
    return { checked: parts.reduce((sum, { checked }) => sum + checked, 0), violations: parts.flatMap(({ violations }) => violations) }
  },
}

/** A draft shows answers that came since; which draft it is stays the same. */
const essence = (command: Command, body: unknown) => (command.kind === 'start-assessment' ? (body as { selfAssessmentId: string }).selfAssessmentId : body)

export const sameKeySameAnswer: Check = {
  number: 10,
  says: 'the same Idempotency-Key gives the same body and one effect',
  run: async ({ history }) => {
    const repeated = history.commands.filter(wasAnsweredTwice)
    const violations = repeated.flatMap((command) => {
      const bodies = command.attempts.filter(({ outcome }) => outcome === 'done').map(({ body }) => essence(command, body))
      return bodies.every((body) => isDeepStrictEqual(body, bodies[0])) ? [] : [`${command.kind} ${command.key} was answered differently`]
    })
    return { checked: repeated.length, violations }
  },
}
