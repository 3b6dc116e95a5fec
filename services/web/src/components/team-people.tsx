import type { HelpWishes, TeamPeople as Page, TeamProgress } from '@handrail/contracts'
import { raw } from 'hono/html'
import type { Words } from '../words/words.ts'
import { Climbed } from './climbed.tsx'
import { Field } from './form.tsx'
import { type Asked, teamAddress } from './team-address.ts'

type Member = Page['rows'][number]
type Progress = TeamProgress['people'][number]
type Assigned = Progress['assignments'][number]

const QUARTER_HOURS = [15, 30, 45, 60, 75, 90, 105, 120]

/** Steps climbed, in words and as steps. A personal path says no more than how many. */
const PathLine = ({ words: { t, pick, day }, assigned, now }: { words: Words; assigned: Assigned; now: Date }) => {
  const { stepsDone: done, stepsTotal: total, dueOn, finishOn, state } = assigned
  const title = assigned.title
    ? pick(assigned.title)
    : t(assigned.reason === 'self-assessment' ? 'teams.own-path' : assigned.reason === 'chosen' ? 'teams.chosen-path' : 'teams.a-path')
  const finished = state === 'completed'
  const steps = finished ? t('teams.steps-all', { total }) : done === 0 ? t('teams.steps-ahead', { total }) : t('teams.steps-climbed', { done, total })
  const until = finished ? null : dueOn ? t('teams.due', { date: day(dueOn, now) }) : finishOn ? t('teams.pace', { date: day(finishOn, now) }) : null
  return (
    <li>
      <b>{title}</b>
      <Climbed label={until ? `${steps}, ${until}` : steps} done={finished ? total : done} total={total} />
    </li>
  )
}

/** The choices of minutes. Whoever has the same gets the same ones, made once a page: a big team has hundreds of these forms. */
const timeOptions = ({ t }: Words) => {
  const made = new Map<number | null, string>()
  const make = (minutes: number | null) => {
    const choices = minutes === null || QUARTER_HOURS.includes(minutes) ? QUARTER_HOURS : [...QUARTER_HOURS, minutes].sort((a, b) => a - b)
    return (
      <>
        <option value="" selected={minutes === null}>
          {t('teams.time-option-none')}
        </option>
        {choices.map((choice) => (
          <option value={choice} selected={choice === minutes}>
            {t('teams.time-week', { minutes: choice })}
          </option>
        ))}
      </>
    ).toString()
  }
  return (minutes: number | null) => {
    const options = made.get(minutes) ?? make(minutes)
    made.set(minutes, options)
    return raw(options)
  }
}

type TimeProps = { words: Words; address: string; member: Member; options: ReturnType<typeof timeOptions>; saved: boolean }
const TimeForm = ({ words: { t }, address, member, options, saved }: TimeProps) => {
  const { name, protectedMinutes: minutes } = member
  return (
    <details class="time">
      <summary>
        {minutes === null ? t('teams.time-none') : t('teams.time-protected', { minutes })}
        {saved ? <span role="status">{t('teams.saved-here')}</span> : null}
      </summary>
      <form method="post" action={address}>
        <select name="minutes" aria-label={t('teams.time-of', { name })}>
          {options(minutes)}
        </select>
        <button class="second" type="submit">
          {t('teams.time-save')}
        </button>
      </form>
    </details>
  )
}

type TeamProps = { words: Words; page: Page; asked: Asked; progress: TeamProgress; wishes: HelpWishes | null; saved: string | null; now: Date }

const Search = ({ words: { t }, page: { teamId, found }, asked }: Pick<TeamProps, 'words' | 'page' | 'asked'>) => (
  <>
    <search>
      <form class="find" method="get" action={`/teams/${teamId}#people`}>
        <Field id="words" label={t('teams.find-person')}>
          <div class="find-words">
            <input id="words" name="words" type="text" enterkeyhint="search" autocomplete="off" maxlength={100} value={asked.words} />
            <button class="second" type="submit">
              {t('teams.find')}
            </button>
          </div>
        </Field>
      </form>
    </search>
    {asked.words ? (
      <div class="between">
        <p>{found === 0 ? t('teams.found-nobody', { words: asked.words }) : t('teams.found-people', { count: found, words: asked.words })}</p>
        <a class="link" href={`/teams/${teamId}#people`}>
          {t('teams.everybody')}
        </a>
      </div>
    ) : null}
  </>
)

const Pages = ({ words: { t }, page: { teamId, found, rows, cursor, before, next }, asked }: Pick<TeamProps, 'words' | 'page' | 'asked'>) => (
  <nav class="between" aria-labelledby="pages">
    <p id="pages" class="soft">
      {t('teams.page-of', { from: cursor + 1, to: cursor + rows.length, total: found })}
    </p>
    <p class="pair">
      {before === null ? null : (
        <a class="second" rel="prev" href={`${teamAddress(teamId, { ...asked, cursor: before })}#people`}>
          {t('teams.before')}
        </a>
      )}
      {next === null ? null : (
        <a class="second" rel="next" href={`${teamAddress(teamId, { ...asked, cursor: next })}#people`}>
          {t('teams.next')}
        </a>
      )}
    </p>
  </nav>
)

/** Who is in the team: their paths as steps climbed, their protected time, and what they chose to say they would like help with. */
export const TeamPeople = ({ words, page, asked, progress, wishes, saved, now }: TeamProps) => {
  const { t } = words
  const options = timeOptions(words)
  const assigned = new Map(progress.people.map((person) => [person.personId, person.assignments]))
  const wished = new Map(wishes?.people.map(({ personId, competencies }) => [personId, words.list(competencies.map(({ name }) => words.pick(name)))]))
  const isPart = page.before !== null || page.next !== null
  const place = { words: asked.words, cursor: page.cursor }
  return (
    <section class="stack">
      <h2 id="people">{t('teams.people')}</h2>
      {page.people === 0 ? <p class="soft">{t('teams.people-empty')}</p> : null}
      {isPart || asked.words ? <Search words={words} page={page} asked={asked} /> : null}
      {page.rows.length === 0 ? null : (
        <ul class="people">
          {page.rows.map((member) => (
            <li id={`p-${member.personId}`}>
              <h3>{member.name}</h3>
              <ul class="paths">
                {(assigned.get(member.personId) ?? []).map((one) => (
                  <PathLine words={words} assigned={one} now={now} />
                ))}
                {(assigned.get(member.personId) ?? []).length === 0 ? <li class="soft">{t('teams.no-path')}</li> : null}
              </ul>
              {wished.has(member.personId) ? <p class="wish">{t('teams.wishes', { what: wished.get(member.personId) ?? '' })}</p> : null}
              <TimeForm
                words={words}
                address={teamAddress(page.teamId, place, `/people/${member.personId}/protected-time`)}
                member={member}
                options={options}
                saved={saved === member.personId}
              />
            </li>
          ))}
        </ul>
      )}
      {isPart ? <Pages words={words} page={page} asked={asked} /> : null}
    </section>
  )
}
