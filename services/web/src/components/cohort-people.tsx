import type { MyCohorts } from '@handrail/contracts'
import type { SignedInVisit } from '../edge/visit.ts'
import { Climbed } from './climbed.tsx'
import type { CohortMember } from './sort-cohorts.ts'

/** Who may be stuck: why in kind words, and where. */
export const MaybeStuck = ({ visit: { words }, people }: { visit: SignedInVisit; people: readonly CohortMember[] }) => {
  const { t, pick } = words
  if (people.length === 0) return null
  return (
    <section class="stack">
      <h2>{t('cohort.stuck')}</h2>
      <p class="soft">{t('cohort.in-your-way')}</p>
      <ul class="rows">
        {people.map(({ name, stuck, stuckAt }) => {
          const why = t(`cohort.stuck-${stuck ?? 'quiet'}`)
          return (
            <li>
              <b>{name}</b>
              <small>{stuckAt?.title ? t('cohort.stuck-at', { why, course: pick(stuckAt.title) }) : why}</small>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

export const JustFinished = ({ visit: { words, me, now }, people }: { visit: SignedInVisit; people: readonly CohortMember[] }) => {
  const { t, pick, dayOf } = words
  if (people.length === 0) return null
  return (
    <section class="stack">
      <h2>{t('cohort.finished')}</h2>
      <p class="soft">{t('cohort.in-your-way')}</p>
      <ul class="rows well">
        {people.map(({ name, title, finishedAt }) => {
          const date = dayOf(finishedAt ?? now.toISOString(), me.timeZone, now)
          return (
            <li>
              <b>{name}</b>
              <small>{title ? t('cohort.finished-path', { path: pick(title), date }) : t('cohort.finished-own', { date })}</small>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

export const OnTheirWay = ({
  visit: { words, now },
  cohorts,
}: {
  visit: SignedInVisit
  cohorts: readonly (Omit<MyCohorts['cohorts'][number], 'people'> & { people: readonly CohortMember[] })[]
}) => {
  const { t, pick, day } = words
  const shown = cohorts.filter(({ people }) => people.length > 0)
  if (shown.length === 0) return null
  return (
    <section class="stack">
      <h2>{t('cohort.others')}</h2>
      {shown.map(({ title, startsOn, weeks, people }) => (
        <>
          <p class="soft">
            {title
              ? t('cohort.cohort-facts', { path: pick(title), date: day(startsOn, now), weeks })
              : t('cohort.own-cohort-facts', { date: day(startsOn, now), weeks })}
          </p>
          <ul class="rows climbs">
            {people.map(({ name, stepsDone: done, stepsTotal: total, finishedAt }) => {
              const label = finishedAt
                ? t('teams.steps-all', { total })
                : done === 0
                  ? t('teams.steps-ahead', { total })
                  : t('teams.steps-climbed', { done, total })
              return (
                <li>
                  <b>{name}</b>
                  <Climbed label={label} done={finishedAt ? total : done} total={total} />
                </li>
              )
            })}
          </ul>
        </>
      ))}
    </section>
  )
}
