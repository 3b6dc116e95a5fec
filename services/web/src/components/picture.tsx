import type { Picture, Plan } from '@handrail/contracts'
import type { SignedInVisit } from '../edge/visit.ts'

type Competency = Picture['competencies'][number]

const rank = (level: Competency['level'] | null) => (typeof level === 'number' ? level : 0)
const isStep = (level: Competency['level'] | null) => typeof level === 'number' || level === 'unknown'

/** Strengths first: the farthest above the floor at the top. */
const strengthsOf = (picture: Picture) =>
  picture.competencies
    .filter(({ level, floor }) => typeof level === 'number' && level >= floor)
    .sort((a, b) => rank(b.level) - b.floor - (rank(a.level) - a.floor))

/** What moved since the time before, what rose first. Nothing is said of what was not asked then. */
const movedOf = (picture: Picture) =>
  picture.competencies
    .filter(({ level, before }) => before !== level && isStep(level) && isStep(before))
    .sort((a, b) => rank(b.level) - rank(b.before) - (rank(a.level) - rank(a.before)))

export const Moved = ({ visit: { words, me, now }, picture }: { visit: SignedInVisit; picture: Picture }) => {
  const { t, pick, dayOf } = words
  if (!picture.beforeAt) return null
  const date = dayOf(picture.beforeAt, me.timeZone, now)
  const moved = movedOf(picture)
  if (moved.length === 0) return <p class="soft">{t('plan.moved-none', { date })}</p>
  return (
    <section class="stack" aria-labelledby="moved">
      <h2 id="moved">{t('plan.moved', { date })}</h2>
      <ul class="plain moved">
        {moved.map(({ name, level, before }) => (
          <li class={rank(level) > rank(before) ? 'up' : undefined}>
            <b>{pick(name)}</b>
            <small>{t('plan.moved-item', { before: t(`level.${before ?? 'unknown'}`), now: t(`level.${level}`) })}</small>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** As many as fit a phone's screen; the others are folded. */
const STRENGTHS_AT_ONCE = 6

const StrengthList = ({ visit: { words }, strengths }: { visit: SignedInVisit; strengths: readonly Competency[] }) => (
  <ul class="strengths">
    {strengths.map(({ name, level, from }) => (
      <li>
        <b>{words.pick(name)}</b>
        <small>{words.t(`level.${level}`)}</small>
        {from === 'evidence' ? <small>{words.t('plan.from-evidence')}</small> : null}
      </li>
    ))}
  </ul>
)

export const Strengths = ({ visit, picture }: { visit: SignedInVisit; picture: Picture }) => {
  const { t } = visit.words
  const strengths = strengthsOf(picture)
  const others = strengths.slice(STRENGTHS_AT_ONCE)
  return (
    <section class="stack" aria-labelledby="strengths">
      <h2 id="strengths">{t('plan.strengths')}</h2>
      <p class="soft">{t(strengths.length === 0 ? 'plan.no-strengths' : 'plan.strengths-lead')}</p>
      {strengths.length === 0 ? null : <StrengthList visit={visit} strengths={strengths.slice(0, STRENGTHS_AT_ONCE)} />}
      {others.length === 0 ? null : (
        <details>
          <summary>{t('plan.more-strengths', { count: others.length })}</summary>
          <StrengthList visit={visit} strengths={others} />
        </details>
      )}
    </section>
  )
}

/** Where the moments and their own word differ: said kindly, and to them alone. */
export const JustForYou = ({ visit: { words }, picture, plan }: { visit: SignedInVisit; picture: Picture; plan: Plan | null }) => {
  const { t, pick } = words
  const told = picture.competencies.flatMap(({ confidence, ...rest }) => (confidence ? [{ ...rest, confidence }] : []))
  if (told.length === 0) return null
  const courseTo = (competencyId: string, level: number) => plan?.skipped.find((skip) => skip.competencyId === competencyId && skip.toLevel === level)
  return (
    <section class="sheet" aria-labelledby="just-for-you">
      <h2 id="just-for-you">{t('plan.just-for-you')}</h2>
      <ul class="plain">
        {told.map(({ competencyId, name, confidence: { kind, said, checked } }) => {
          const course = kind === 'less-than-said' ? courseTo(competencyId, checked) : undefined
          return (
            <li>
              <b>{pick(name)}</b>
              <span>{t(`plan.${kind}`, { said: t(`level.${said}`), level: t(`level.${checked}`) })}</span>
              {course ? (
                <a class="link" href={`/courses/${course.courseId}`}>
                  {pick(course.title)}
                </a>
              ) : null}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

export const LeftOut = ({ visit: { words }, picture }: { visit: SignedInVisit; picture: Picture }) => {
  const { t, pick } = words
  const left = picture.competencies.filter(({ level }) => level === 'not-my-job')
  if (left.length === 0) return null
  return (
    <section class="stack" aria-labelledby="left-out">
      <h2 id="left-out">{t('plan.left-out')}</h2>
      <ul class="plain">
        {left.map(({ name }) => (
          <li>
            <b>{pick(name)}</b>
          </li>
        ))}
      </ul>
      <p class="soft">{t('plan.left-out-lead')}</p>
    </section>
  )
}
