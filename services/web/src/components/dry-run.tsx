import type { LearningPathSummary, DryRun as Result, Team } from '@handrail/contracts'
import { opened } from '../words/in-words.ts'
import type { Words } from '../words/words.ts'
import type { Chosen, Wrong } from './assign-form.tsx'
import { namesOf, peopleInWords } from './counted.ts'
import { ErrorSummary, OnceKey } from './form.tsx'
import { Notice } from './notice.tsx'

type Row = Result['rows'][number]

const isNew = (row: Row) => !row.completedAlready && !row.assignedAlready

const RowLines = ({ words: { t, day }, row, now, dated }: { words: Words; row: Row; now: Date; dated: boolean }) => {
  if (row.completedAlready) return <small>{t('teams.row-completed')}</small>
  if (row.assignedAlready) return <small>{t('teams.row-assigned')}</small>
  const week = t('teams.time-week', { minutes: row.minutesPerWeek })
  const pace = { week, date: day(row.finishOn, now) }
  return (
    <>
      <small>{row.protected ? t('teams.row-pace', pace) : t('teams.row-unprotected', pace)}</small>
      {dated && !row.fits ? <small class="over">{t('teams.row-over')}</small> : null}
    </>
  )
}

/** What is carried from tap to tap. The last field of a name counts, so a button may choose otherwise. */
const Carried = ({ chosen }: { chosen: Chosen }) => (
  <>
    <input type="hidden" name="path" value={chosen.pathId} />
    {chosen.personIds.map((personId) => (
      <input type="hidden" name="person" value={personId} />
    ))}
    <input type="hidden" name="due" value={chosen.dueOn} />
  </>
)

/** What assigning would take, before it is done: who, minutes each, whether it fits, and the date that would. */
export const DryRun = ({
  words,
  team,
  path,
  chosen,
  result,
  wrong,
  now,
  kept,
}: {
  words: Words
  team: Team
  path: LearningPathSummary
  chosen: Chosen
  result: Result
  wrong: readonly Wrong[]
  now: Date
  kept?: string | null
}) => {
  const { t, pick, day } = words
  const names = new Map(team.members.map(({ personId, name }) => [personId, name]))
  const nameOf = (row: Row) => names.get(row.personId) ?? ''
  const fresh = result.rows.filter(isNew)
  const dated = chosen.dueOn !== ''
  const over = dated ? fresh.filter(({ fits }) => !fits) : []
  const order = (row: Row) => (over.includes(row) ? 0 : isNew(row) ? 1 : 2)
  const rows = [...result.rows].sort((a, b) => order(a) - order(b) || nameOf(a).localeCompare(nameOf(b), words.language))
  const sameMinutes = new Set(fresh.map(({ minutes }) => minutes)).size === 1
  const people = opened(peopleInWords(words, fresh.length))
  const minutes = (count: number) => t('frame.minutes', { count })
  const takes = sameMinutes
    ? t('teams.takes-each', { people, minutes: minutes(fresh[0]?.minutes ?? 0) })
    : t('teams.takes-in-all', { people, minutes: minutes(result.minutesInAll) })
  const title = pick(path.title)
  return (
    <>
      <ErrorSummary title={t('frame.error-summary')} errors={wrong} />
      <div class="opening">
        <h1>{fresh.length === 0 ? t('teams.takes-nothing') : takes}</h1>
        <p class="lead" id="due">
          {dated ? t('teams.chosen-by', { title, date: day(chosen.dueOn, now) }) : t('teams.chosen-own-pace', { title })}
        </p>
      </div>
      <form id="assign" class="assign" method="post" action={`/teams/${team.teamId}/assign`}>
        <Carried chosen={chosen} />
        <OnceKey kept={kept} />
        {fresh.length === 0 ? (
          <p>{t('teams.takes-nothing-lead')}</p>
        ) : over.length > 0 ? (
          <Notice>
            <p>
              {t('teams.over-note', {
                names: namesOf(words, over.map(nameOf)),
                date: day(chosen.dueOn, now),
                fits: day(result.dateThatFits, now),
              })}
            </p>
          </Notice>
        ) : (
          <Notice tone="good">{dated ? t('teams.fits-all') : t('teams.fits-by', { date: day(result.dateThatFits, now) })}</Notice>
        )}
        <ul class="rows">
          {rows.map((row) => (
            <li class={isNew(row) ? undefined : 'rest'}>
              <div class="between">
                <b>{nameOf(row)}</b>
                {isNew(row) ? <span>{minutes(row.minutes)}</span> : null}
              </div>
              <RowLines words={words} row={row} now={now} dated={dated} />
            </li>
          ))}
        </ul>
        <div class="act">
          {fresh.length === 0 ? null : over.length > 0 ? (
            <button class="go short" type="submit" name="due" value={result.dateThatFits}>
              {t('teams.take-date', { date: day(result.dateThatFits, now) })}
            </button>
          ) : (
            <>
              <p class="soft">{t('teams.confirm-hint')}</p>
              <button class="go short" id="key" type="submit" name="step" value="confirm">
                {t('teams.confirm', { people: peopleInWords(words, fresh.length) })}
              </button>
            </>
          )}
          <button class="link" type="submit" name="step" value="change">
            {t('teams.change')}
          </button>
        </div>
      </form>
    </>
  )
}
