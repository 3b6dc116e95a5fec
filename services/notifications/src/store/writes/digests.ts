import { sql, type Transaction } from 'kysely'
import type { DigestState } from '../../domain/attempt.ts'
import type { Period } from '../../domain/period.ts'
import type { Tables } from '../../tables.ts'

type Trx = Transaction<Tables>
export type ZonedPeriod = Period & { timeZone: string }

/** The current week of each time zone, as a table `zones`. */
const zones = (periods: readonly ZonedPeriod[]) => sql`
  unnest(${periods.map(({ timeZone }) => timeZone)}::text[], ${periods.map(({ period }) => period)}::date[],
    ${periods.map(({ dueAt }) => dueAt.toISOString())}::timestamptz[]) as zones (time_zone, period, due_at)`

/** An erasure first marks the person, then deletes: it waits for this row, or this row for it and then is not made. */
const besideErasures = sql`for share of people`

/** Weeks that went by unsent are not sent later: the next digest tells what they would have told. */
export const lapseOlderWeeks = (trx: Trx, periods: readonly ZonedPeriod[]) =>
  sql`
    update digests set state = 'lapsed' from people join ${zones(periods)} using (time_zone)
    where digests.state = 'due' and people.person_id = digests.person_id and digests.period < zones.period`.execute(trx)

/** Whoever wants it every other week has none this week if one went out last week, or may have. */
const isTheirWeek = sql<boolean>`
  not (recipients.fortnightly and exists (
    select from digests as last where last.person_id = people.person_id and last.period = zones.period - 7
      and last.help_request_id is null and last.state in ('sending', 'sent', 'unknown')))`

/** A row for everybody whose digest has fallen due since we know them and who has none for this week yet. */
export const insertDueDigests = (trx: Trx, periods: readonly ZonedPeriod[], now: Date) =>
  sql`
    insert into digests (organization_id, person_id, period, state, next_try_at)
    select people.organization_id, people.person_id, zones.period, 'due', ${now}
    from people join recipients using (person_id) join ${zones(periods)} using (time_zone)
    where people.state = 'active' and recipients.digest and recipients.suppressed_at is null
      and recipients.known_since < zones.due_at and zones.due_at <= ${now} and ${isTheirWeek}
      and not exists (
        select from digests where digests.person_id = people.person_id and digests.period = zones.period and digests.help_request_id is null)
    ${besideErasures} on conflict do nothing`.execute(trx)

/** A due row for everybody who has had no digest this week, be it due or not. */
export const insertDigestsAtOnce = (trx: Trx, periods: readonly ZonedPeriod[], now: Date) =>
  sql`
    insert into digests (organization_id, person_id, period, state, next_try_at)
    select people.organization_id, people.person_id, zones.period, 'due', ${now}
    from people join recipients using (person_id) join ${zones(periods)} using (time_zone)
    where people.state = 'active' and recipients.digest and recipients.suppressed_at is null and ${isTheirWeek}
    ${besideErasures} on conflict (organization_id, person_id, period, help_request_id) do update set state = 'due', next_try_at = excluded.next_try_at
    where digests.state in ('due', 'nothing-to-say')`.execute(trx)

export const countSent = async (trx: Trx, periods: readonly ZonedPeriod[]): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from digests join people using (person_id) join ${zones(periods)} using (time_zone)
    where digests.state = 'sent' and digests.period = zones.period and digests.help_request_id is null`.execute(trx)
  return rows[0]?.count ?? 0
}

/** A due row for the mail about one answer, where there is none yet; it lapses with its week, and the digest tells it then. */
export const insertAnswerMail = (trx: Trx, mail: { organizationId: string; personId: string; helpRequestId: string; period: string; answeredAt: Date }) =>
  sql`
    insert into digests (organization_id, person_id, period, help_request_id, state, next_try_at)
    values (${mail.organizationId}, ${mail.personId}, ${mail.period}, ${mail.helpRequestId}, 'due', ${mail.answeredAt})
    on conflict do nothing`.execute(trx)

/** `helpRequestId`: the mail is about this answer alone. */
export type ClaimedDigest = { digestId: string; personId: string; period: string; helpRequestId: string | null; claimedUntil: Date }

/** Takes some due rows for a while; several runs at once get different ones. Their begin decides, should the while be too short. */
export const claimDueDigests = async (trx: Trx, claim: { organizationId: string; now: Date; until: Date; limit: number }): Promise<ClaimedDigest[]> => {
  const { rows } = await sql<ClaimedDigest>`
    update digests set next_try_at = ${claim.until}
    where digest_id in (
      select digest_id from digests where organization_id = ${claim.organizationId} and state = 'due' and next_try_at <= ${claim.now}
      order by next_try_at limit ${claim.limit} for update skip locked)
    returning digest_id as "digestId", person_id as "personId", period::text, help_request_id as "helpRequestId", next_try_at as "claimedUntil"`.execute(trx)
  return rows
}

/** Gives a claim back, but for what another run has claimed since. */
export const releaseDigests = (trx: Trx, digestIds: readonly string[], claimedUntil: Date, until: Date) =>
  sql`
    update digests set next_try_at = ${until}
    where state = 'due' and next_try_at = ${claimedUntil} and digest_id = any(${digestIds}::uuid[])`.execute(trx)

export const postponeDigest = (trx: Trx, digestId: string, until: Date) =>
  trx.updateTable('digests').set({ next_try_at: until }).where('digest_id', '=', digestId).where('state', '=', 'due').execute()

/** Looks at what waits for somebody anew; a claim on it is over, and it is composed again. */
export const wakeDigests = (trx: Trx, personId: string, now: Date) =>
  trx.updateTable('digests').set({ next_try_at: now }).where('person_id', '=', personId).where('state', '=', 'due').where('next_try_at', '>', now).execute()

export const settleDigests = (trx: Trx, digestIds: readonly string[], state: DigestState) =>
  sql`update digests set state = ${state} where state = 'due' and digest_id = any(${digestIds}::uuid[])`.execute(trx)

/** A digest and the choices of whom it is for, both locked, the digest first; and how people last spoke of them. */
export const lockAttempt = (trx: Trx, digestId: string) =>
  trx
    .selectFrom('digests')
    .innerJoin('recipients', 'recipients.person_id', 'digests.person_id')
    .leftJoin('people', 'people.person_id', 'digests.person_id')
    .select(['digests.person_id', 'digests.organization_id', 'help_request_id', 'digests.state', 'attempts', 'next_try_at'])
    .select(['digest', 'help_answers_at_once', 'quiet_hours', 'bounce_score', 'suppressed_at', 'people.state as person_state', 'time_zone'])
    .where('digest_id', '=', digestId)
    .forUpdate(['digests', 'recipients'])
    .executeTakeFirst()

export const saveBegun = (trx: Trx, digestId: string, attempts: number, now: Date) =>
  trx.updateTable('digests').set({ state: 'sending', attempts, attempted_at: now }).where('digest_id', '=', digestId).execute()

export const saveEnded = (trx: Trx, digestId: string, ended: { state: DigestState; outcome: string; nextTryAt?: Date }) =>
  trx
    .updateTable('digests')
    .set({ state: ended.state, outcome: ended.outcome, ...(ended.nextTryAt && { next_try_at: ended.nextTryAt }) })
    .where('digest_id', '=', digestId)
    .execute()

/** Attempts that nobody can be making any more: the mail may have arrived. */
export const doubtOldAttempts = async (trx: Trx, begunBefore: Date) =>
  trx
    .updateTable('digests')
    .set({ state: 'unknown', outcome: 'cut off while sending' })
    .where('state', '=', 'sending')
    .where('attempted_at', '<', begunBefore)
    .execute()
