import type { ConsentLedger, MyLearning, Picture, Plan, SkipReason } from '@handrail/contracts'
import { type Context, Hono } from 'hono'
import type { z } from 'zod'
import type { PageDeps } from '../app.tsx'
import { orAway, orNull } from '../clients/call.ts'
import { Ledger } from '../components/ledger.tsx'
import { Empty, Notice } from '../components/notice.tsx'
import { page } from '../components/page.tsx'
import { JustForYou, LeftOut, Moved, Strengths } from '../components/picture.tsx'
import { Stair } from '../components/stair.tsx'
import { StepList } from '../components/step-list.tsx'
import { type Env, type SignedInVisit, signedIn } from '../edge/visit.ts'

type Competency = Picture['competencies'][number]
/** What they left out themselves is listed by competency, not course by course. */
type Skipped = Plan['skipped'][number] & { reason: Exclude<SkipReason, { kind: 'not-my-job' }> }
const isSkipped = (skip: Plan['skipped'][number]): skip is Skipped => skip.reason.kind !== 'not-my-job'

const skipSentence = ({ words: { t } }: SignedInVisit, reason: Skipped['reason']): string => {
  switch (reason.kind) {
    case 'already-there':
      return t('plan.skip-already-there', { level: t(`level.${reason.level}`), floor: t(`level.${reason.floor}`) })
    case 'above-what-you-need':
      return t('plan.skip-above', { floor: t(`level.${reason.floor}`) })
    case 'already-completed':
      return t('plan.skip-completed')
    case 'not-sure':
      return t('plan.skip-not-sure')
    case 'others-are-enough':
      return t('plan.skip-others')
    case 'begins-further-on':
      return t('plan.skip-further', { from: t(`level.${reason.fromLevel}`) })
  }
}

const whySentence = (
  { words: { t, pick } }: SignedInVisit,
  steps: Plan['steps'],
  reason: Plan['steps'][number]['reason'],
  competency: Competency | undefined,
) => {
  const floor = t(`level.${reason.floor}`)
  if (reason.kind === 'taster') return t('plan.why-taster', { floor })
  if (reason.kind === 'comes-first') {
    const builds = steps.find(({ courseId }) => courseId === reason.before)
    return builds ? t('plan.why-first', { course: pick(builds.title) }) : null
  }
  const level = t(`level.${reason.level}`)
  return t(competency?.from === 'evidence' ? 'plan.why-gap-shown' : 'plan.why-gap', { floor, level })
}

type Shown = { plan: Plan | null; picture: Picture; learning: MyLearning | null; ledger: z.infer<typeof ConsentLedger> | null }

/** When the path is done at their minutes a week, as far as progress knows. */
const Finish = ({ visit, learning }: { visit: SignedInVisit; learning: MyLearning | null }) => {
  const { t, day } = visit.words
  const path = learning?.assignments.find(({ reason, state }) => reason === 'self-assessment' && state === 'active')
  if (!path) return null
  return (
    <p class="between">
      <span>
        {path.minutesPerWeek === 0
          ? t('home.no-minutes')
          : path.finishOn
            ? t('home.finish-on', { minutes: path.minutesPerWeek, date: day(path.finishOn, visit.now) })
            : null}
      </span>
      {visit.me.protectedMinutes ? null : (
        <a class="link" href="/account/access">
          {t('plan.change-minutes')}
        </a>
      )}
    </p>
  )
}

const planPage = (c: Context<Env>, visit: SignedInVisit, { plan, picture, learning, ledger }: Shown) => {
  const { t, pick, dayOf } = visit.words
  const fresh = c.req.query('new') === 'yes'
  const steps = plan?.steps ?? []
  const minutes = t('frame.minutes', { count: steps.reduce((sum, step) => sum + step.minutes, 0) })
  const skipped = plan?.skipped.filter(isSkipped) ?? []
  const byId = new Map(picture.competencies.map((competency) => [competency.competencyId, competency]))
  const nameOf = (competencyId: string) => {
    const competency = byId.get(competencyId)
    return competency ? pick(competency.name) : ''
  }
  const becauseOf = (competencyId: string) => {
    const competency = byId.get(competencyId)
    return competency ? pick(competency.because) : null
  }
  const first = steps[0]
  return page(
    c,
    { title: t('plan.title') },
    <>
      {c.req.query('saved') === 'yes' ? (
        <Notice tone="good" status>
          {t('sharing.saved')}
        </Notice>
      ) : null}
      <div class="opening">
        <h1>{steps.length === 0 ? t('plan.ready-none') : fresh ? t('plan.ready-title', { steps: steps.length, minutes }) : t('plan.title')}</h1>
        <p class="soft">{t('plan.role', { role: pick(picture.roleProfileName), date: dayOf(picture.submittedAt, visit.me.timeZone, visit.now) })}</p>
      </div>
      {steps.length === 0 ? <p class="lead">{t('plan.ready-none-lead')}</p> : fresh ? <Stair steps={steps.length} done={0} /> : null}
      <Moved visit={visit} picture={picture} />
      <Strengths visit={visit} picture={picture} />
      <JustForYou visit={visit} picture={picture} plan={plan} />
      {steps.length === 0 ? null : (
        <section class="stack" aria-labelledby="steps">
          <h2 id="steps">{t('plan.steps')}</h2>
          <Finish visit={visit} learning={learning} />
          <StepList
            items={steps.map((step, index) => ({
              state: fresh && index === 0 ? 'now' : 'to-do',
              title: <a href={`/courses/${step.courseId}`}>{pick(step.title)}</a>,
              notes: [
                `${nameOf(step.competencyId)} · ${t('frame.minutes', { count: step.minutes })}`,
                whySentence(visit, steps, step.reason, byId.get(step.competencyId)),
                step.reason.kind === 'closes-gap' ? becauseOf(step.competencyId) : null,
              ],
            }))}
          />
        </section>
      )}
      {plan && plan.notYet.length > 0 ? (
        <section class="stack" aria-labelledby="not-yet">
          <h2 id="not-yet">{t('plan.not-yet')}</h2>
          <p class="soft">{t('plan.not-yet-lead')}</p>
          <ul class="plain">
            {plan.notYet.map(({ competencyId, floor }) => (
              <li>
                <b>{nameOf(competencyId)}</b>
                <small>{t('plan.not-yet-item', { floor: t(`level.${floor}`) })}</small>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <LeftOut visit={visit} picture={picture} />
      {skipped.length > 0 ? (
        <details>
          <summary>
            <h2>{t('plan.skipped')}</h2>
          </summary>
          <ul class="plain">
            {skipped.map(({ title, reason }) => (
              <li>
                <b>{pick(title)}</b>
                <small>{skipSentence(visit, reason)}</small>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      <section class="stack" aria-labelledby="who-sees">
        <h2 id="who-sees">{t('plan.who-sees-title')}</h2>
        <p class="notice calm">{t('plan.who-sees')}</p>
        {ledger ? <Ledger visit={visit} entries={ledger.entries} from="plan" /> : null}
        <p class="between">
          <a class="link" href="/sharing">
            {t('plan.change-sharing')}
          </a>
          <a class="link" href="/self-assessment">
            {t('plan.again')}
          </a>
        </p>
      </section>
      <div class="act reach">
        <a class="go" href={fresh && first ? `/courses/${first.courseId}` : '/'}>
          {t(fresh && first ? 'plan.start-with' : 'plan.go-home')}
        </a>
      </div>
    </>,
  )
}

/** Your picture, and the path planned from it with the reason for each step. Read by the person alone. */
export const planPages = ({ clients }: PageDeps) => {
  const pages = new Hono<Env>()
  pages.get('/plan', async (c) => {
    const visit = signedIn(c)
    const [plan, picture, learning, ledger] = await Promise.all([
      orNull(clients.catalogue.myPlan(visit)),
      orNull(clients.baselines.picture(visit)),
      orAway(clients.progress.myLearning(visit)),
      orAway(clients.baselines.consents(visit)),
    ])
    if (picture) return planPage(c, visit, { plan, picture, learning, ledger })
    const { t } = visit.words
    return page(
      c,
      { title: t('plan.title') },
      <>
        <h1>{t('plan.title')}</h1>
        <Stair steps={5} done={0} />
        <Empty title={t('plan.empty-title')} lead={t('plan.empty-lead')} action={{ href: '/self-assessment', label: t('home.begin') }} />
      </>,
    )
  })
  return pages
}
