import type { Fit, LibraryCourse, MyCourse } from '@handrail/contracts'
import type { Words } from '../words/words.ts'
import { Notice } from './notice.tsx'

/** "7 minutes · 12 KB" */
export const sizeOf = ({ t, number }: Words, { minutes, kilobytes }: Pick<LibraryCourse, 'minutes' | 'kilobytes'>) =>
  t('library.facts', { minutes: t('frame.minutes', { count: minutes }), size: t('frame.kilobytes', { size: number(kilobytes) }) })

/** Where a course begins and where it leads, in the words of the comfort steps. */
export const levelsOf = ({ t }: Words, { fromLevel, toLevel }: Pick<LibraryCourse, 'fromLevel' | 'toLevel'>) =>
  t(fromLevel === 1 ? 'library.levels-first' : 'library.levels', { from: t(`level.${fromLevel}`), to: t(`level.${toLevel}`) })

const STEPS = [1, 2, 3, 4]

/** The four comfort steps as a small stair: those up to where a course begins, and those it climbs. Says nothing by itself. */
export const LevelStair = ({ fromLevel, toLevel }: Pick<LibraryCourse, 'fromLevel' | 'toLevel'>) => (
  <svg class="levels" viewBox="0 0 40 22" aria-hidden="true">
    {STEPS.map((step) => (
      <rect
        x={(step - 1) * 10}
        y={22 - step * 5}
        width="9"
        height={step * 5}
        rx="1.5"
        class={step <= fromLevel ? 'before' : step <= toLevel ? 'climbed' : undefined}
      />
    ))}
  </svg>
)

/** Why a course fits, as the plan says. */
export const fitSentence = ({ t }: Words, { kind, floor }: Fit) => {
  if (kind === 'comes-first' || kind === 'role-needs' || floor === null) return t(kind === 'comes-first' ? 'library.fit-comes-first' : 'library.fit-role-needs')
  return t(kind === 'taster' ? 'library.fit-taster' : 'library.fit-closes-gap', { floor: t(`level.${floor}`) })
}

/** Done, started or in the path; nothing for a course one has not met. */
export const CourseState = ({ words: { t }, mine }: { words: Words; mine: MyCourse | undefined }) => {
  if (!mine) return null
  const state = mine.state === 'to-do' ? 'in-path' : mine.state
  return <small class={`state-${mine.state}`}>{t(`library.${state}`)}</small>
}

type ChoiceProps = { words: Words; courseId: string; title: string; mine: MyCourse | undefined; place: string; look?: string }
/** Adds a course to the path, or takes out what one has added. Nothing where it is done, or in a path that was given. */
export const ChoiceForm = ({ words: { t }, courseId, title, mine, place, look = 'link' }: ChoiceProps) => {
  if (mine?.state === 'done' || (mine?.inPath && !mine.chosen)) return null
  const out = mine?.chosen === true
  return (
    <form method="post" action={`/library/${courseId}`}>
      <input type="hidden" name="to" value={place} />
      <button
        class={look}
        type="submit"
        name="choice"
        value={out ? 'take-out' : 'add'}
        aria-label={t(out ? 'library.take-out-named' : 'library.add-named', { title })}
      >
        {t(out ? 'library.take-out' : 'library.add')}
      </button>
    </form>
  )
}

type ChosenProps = { words: Words; courseId: string; title: string; choice: 'added' | 'taken-out'; place: string }
/** What the choice did, and the way back from it. */
export const ChoiceSaid = ({ words: { t }, courseId, title, choice, place }: ChosenProps) => (
  <Notice tone="good" status>
    <p>{t(`library.${choice}`, { title })}</p>
    {choice === 'added' ? <p>{t('library.added-note')}</p> : null}
    <form class="between" method="post" action={`/library/${courseId}`}>
      <input type="hidden" name="to" value={place} />
      <button class="link" type="submit" name="choice" value={choice === 'added' ? 'take-out' : 'add'}>
        {t(choice === 'added' ? 'library.take-out' : 'library.put-back')}
      </button>
      {choice === 'added' ? <a href="/">{t('library.see-path')}</a> : null}
    </form>
  </Notice>
)

/** A place without what was said there: to come back to. */
export const placeWithout = (place: string) => {
  const url = new URL(place, 'http://handrail.invalid')
  for (const said of ['added', 'taken-out']) url.searchParams.delete(said)
  return url.pathname + url.search
}

/** What a page was told to say about a choice, in its address. */
export const choiceIn = (query: (name: string) => string | undefined) => {
  for (const choice of ['added', 'taken-out'] as const) {
    const courseId = query(choice)
    if (courseId) return { choice, courseId }
  }
  return null
}
