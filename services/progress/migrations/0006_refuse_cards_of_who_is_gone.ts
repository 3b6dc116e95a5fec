import { type Kysely, sql } from 'kysely'

// The function of 0004, which now refuses whoever has left or was erased. It shares the lock that `lockLearning` takes
// alone, so that no card slips in beside an erasure, and cards do not wait for each other.
export const up = async (db: Kysely<unknown>) => {
  await sql`
    create or replace function complete_card(
      organization uuid, person uuid, course text, version integer, card text, choices text[], finish_as uuid, at timestamptz,
      out outcome text, out cards_done text[], out checks_passed text[], out cards_total integer, out finished boolean
    ) language plpgsql as $$
    #variable_conflict use_column
    declare
      known boolean;
      passed boolean;
    begin
      perform set_config('app.organization', organization::text, true);
      perform pg_advisory_xact_lock_shared(hashtextextended(person::text, 0));
      if exists (select from people where people.person_id = person and people.state <> 'active') then
        outcome := 'person-gone';
        return;
      end if;

      select cardinality(c.card_ids), card = any (c.card_ids),
        coalesce(c.checks -> card @> to_jsonb(choices) and c.checks -> card <@ to_jsonb(choices), false)
      into cards_total, known, passed
      from courses c where c.course_id = course and c.course_version = version;
      if not found then
        outcome := 'course-version-unknown';
        return;
      elsif not known then
        outcome := 'card-not-in-course';
        return;
      end if;

      insert into course_progress as p
        (person_id, course_id, course_version, organization_id, cards_done, checks_passed, started_at, last_card_at, finished_at, completion_id)
      select person, course, version, organization, array[card], case when passed then array[card] else '{}'::text[] end, at, at,
        case when cards_total = 1 then at end, case when cards_total = 1 then finish_as end
      where cards_total > 1 or finish_as is not null
      on conflict (person_id, course_id, course_version) do update set
        cards_done = case when card = any (p.cards_done) then p.cards_done else array_append(p.cards_done, card) end,
        checks_passed = case when passed and card <> all (p.checks_passed) then array_append(p.checks_passed, card) else p.checks_passed end,
        last_card_at = greatest(p.last_card_at, at),
        finished_at = case when card <> all (p.cards_done) and cardinality(p.cards_done) + 1 = cards_total then at end,
        completion_id = case when card <> all (p.cards_done) and cardinality(p.cards_done) + 1 = cards_total then finish_as end
      where p.finished_at is null
        and (card <> all (p.cards_done) or (passed and card <> all (p.checks_passed)))
        and (finish_as is not null or card = any (p.cards_done) or cardinality(p.cards_done) + 1 < cards_total)
      returning p.cards_done, p.checks_passed, p.finished_at is not null
      into cards_done, checks_passed, finished;
      if found then
        outcome := case when finished then 'just-finished' else 'done' end;
        return;
      end if;

      select p.cards_done, p.checks_passed, p.finished_at is not null into cards_done, checks_passed, finished
      from course_progress p where p.person_id = person and p.course_id = course and p.course_version = version;
      outcome := case when card = any (cards_done) then 'done' else 'last-card' end;
    end
    $$`.execute(db)
}
