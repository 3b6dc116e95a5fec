import type { LearningPathSummary, Team } from '@handrail/contracts'
import type { Words } from '../words/words.ts'
import { Choices, describedBy, ErrorSummary, Field } from './form.tsx'
import type { Refusal } from './refusal.ts'

/** What a manager has chosen so far, as it was typed. */
export type Chosen = { pathId: string; personIds: readonly string[]; dueOn: string }
export type Wrong = { field: Refusal['field'] | 'person'; message: string; dateThatFits?: string | null }

/** Which path, for whom, by when. */
export const AssignForm = ({
  words,
  team,
  paths,
  chosen,
  wrong,
  firstDay,
}: {
  words: Words
  team: Team
  paths: readonly LearningPathSummary[]
  chosen: Chosen
  wrong: readonly Wrong[]
  firstDay: string
}) => {
  const { t, pick, day } = words
  const about = (field: Wrong['field']) => wrong.find((one) => one.field === field)
  const due = about('due')
  const saidAt = (field: 'path' | 'person') => {
    const one = about(field)
    return one ? <p class="error">{one.message}</p> : null
  }
  return (
    <>
      <ErrorSummary title={t('frame.error-summary')} errors={wrong} />
      <h1>{t('teams.assign')}</h1>
      <form id="assign" class="assign" method="post" action={`/teams/${team.teamId}/assign`} novalidate>
        <input type="hidden" name="choosing" value="yes" />
        <div class="field">
          {saidAt('path')}
          <Choices
            name="path"
            legend={t('teams.choose-path')}
            chosen={[chosen.pathId]}
            options={paths.map(({ pathId, title, summary, minutes }, index) => ({
              value: pathId,
              label: pick(title),
              note: t('teams.path-minutes', { summary: pick(summary), minutes: t('frame.minutes', { count: minutes }) }),
              ...(index === 0 ? { id: 'path' } : {}),
            }))}
          />
        </div>
        <fieldset class="field">
          <legend>{t('teams.choose-people')}</legend>
          {saidAt('person')}
          <div class="ticks">
            {team.members.map(({ personId, name }, index) => (
              <label class="tick">
                <input type="checkbox" name="person" value={personId} id={index === 0 ? 'person' : undefined} checked={chosen.personIds.includes(personId)} />
                <span>{name}</span>
              </label>
            ))}
          </div>
        </fieldset>
        <Field id="due" label={t('teams.choose-date')} hint={t('teams.date-hint')} error={due?.message}>
          <input
            id="due"
            name="due"
            type="date"
            min={firstDay}
            value={chosen.dueOn}
            aria-invalid={due ? 'true' : undefined}
            aria-describedby={describedBy('due', true, due?.message)}
          />
          {due?.dateThatFits ? (
            <button class="second" type="submit" name="due" value={due.dateThatFits}>
              {t('teams.take-date', { date: day(due.dateThatFits, new Date(`${firstDay}T00:00:00Z`)) })}
            </button>
          ) : null}
        </Field>
        <div class="act">
          <p class="soft">{t('teams.check-hint')}</p>
          <button class="go short" type="submit">
            {t('teams.check')}
          </button>
        </div>
      </form>
    </>
  )
}
