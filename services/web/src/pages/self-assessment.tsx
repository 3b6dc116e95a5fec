import { KnownLevel, levels, type SelfAssessment } from '@handrail/contracts'
import { type Context, Hono } from 'hono'
import type { z } from 'zod'
import type { PageDeps } from '../app.tsx'
import { orNull, ServiceRefused } from '../clients/call.ts'
import { Climb } from '../components/climb.tsx'
import { Choices, ErrorSummary, OnceKey } from '../components/form.tsx'
import { page } from '../components/page.tsx'
import { Stair } from '../components/stair.tsx'
import { formOf, onceKey } from '../edge/form.ts'
import { forgetKept, keptFields } from '../edge/kept.ts'
import { type Env, type SignedInVisit, signedIn } from '../edge/visit.ts'

type Assessment = z.infer<typeof SelfAssessment>

const root = '/self-assessment'
const QUESTIONS_A_MINUTE = 2.7
const FIRST_WAIT_SECONDS = 1
const LONG_WAIT_SECONDS = 20

const readLevel = (value: string | null | undefined) => {
  const read = KnownLevel.safeParse(value === 'unknown' ? value : Number(value))
  return value && read.success ? read.data : null
}

const introPage = (c: Context<Env>, visit: SignedInVisit, draft: Assessment | null, submitted: Assessment | null) => {
  const { t, pick, dayOf } = visit.words
  const known = draft ?? submitted
  const begun = draft?.questions.some(({ answer }) => answer !== null) ?? false
  return page(
    c,
    { title: t('self-assessment.title'), form: 'begin' },
    <>
      <div class="opening">
        <h1>{t('self-assessment.title')}</h1>
        <p class="lead">{t('self-assessment.lead')}</p>
        {!draft && submitted?.submittedAt ? (
          <p>{t('self-assessment.again-lead', { date: dayOf(submitted.submittedAt, visit.me.timeZone, visit.now) })}</p>
        ) : null}
      </div>
      <section class="stack">
        <h2>{t('self-assessment.what-you-get')}</h2>
        <ul class="gifts">
          <li>{t('self-assessment.get-path')}</li>
          <li>{t('self-assessment.get-reasons')}</li>
          <li>{t('self-assessment.get-strengths')}</li>
        </ul>
      </section>
      <section class="stack">
        <h2>{t('self-assessment.good-to-know')}</h2>
        {known ? (
          <p>
            {t('self-assessment.know-time', { questions: known.questions.length, minutes: Math.ceil(known.questions.length / QUESTIONS_A_MINUTE) })}{' '}
            {t('self-assessment.know-role', { role: pick(known.roleProfileName) })}
          </p>
        ) : null}
        <p>{t('self-assessment.know-unsure')}</p>
        <p class="notice calm">{t('self-assessment.know-private')}</p>
      </section>
      <form id="begin" class="act" method="post" action={root}>
        <OnceKey />
        <button class="go" type="submit">
          {t(begun ? 'self-assessment.resume' : submitted ? 'self-assessment.again' : 'self-assessment.start')}
        </button>
        {submitted ? (
          <a class="link" href="/plan">
            {t('self-assessment.see-picture')}
          </a>
        ) : null}
      </form>
    </>,
  )
}

const questionPage = (c: Context<Env>, visit: SignedInVisit, assessment: Assessment, index: number, chosen: string | null, wrong = false) => {
  const { t, pick } = visit.words
  const question = assessment.questions[index]
  if (!question) return c.notFound()
  const { questions } = assessment
  const before = questions[index - 1]
  const error = wrong ? t('self-assessment.choose-one') : undefined
  return page(
    c,
    { title: pick(question.name), form: 'answer', focus: true, back: { href: '/', label: t('frame.close') } },
    <>
      <Climb
        label={`${t('self-assessment.step', { at: index + 1, total: questions.length })} · ${pick(question.area)}`}
        total={questions.length}
        at={index}
        done={questions.map(({ answer }) => answer !== null)}
      />
      <ErrorSummary title={t('frame.error-summary')} errors={error ? [{ field: 'level-1', message: error }] : []} />
      <div class="opening">
        <h1>{pick(question.name)}</h1>
        <p class="soft">{pick(question.purpose)}</p>
      </div>
      <form id="answer" class="asks" method="post" action={`${root}/${question.competencyId}`}>
        <Choices
          name="level"
          legend={t('self-assessment.legend')}
          legendClass="unseen"
          chosen={chosen ? [chosen] : []}
          options={[
            ...levels.map((level) => ({
              value: String(level),
              id: `level-${level}`,
              label: t(`level.${level}`),
              note: pick(question.statements[level][0] ?? question.purpose),
            })),
            { value: 'unknown', label: t('level.unknown'), note: t('self-assessment.unsure-note') },
          ]}
        />
        <div class="act">
          <button class="go" type="submit">
            {t('self-assessment.next')}
          </button>
          <div class="between">
            <small class="soft">{t('self-assessment.saved')}</small>
            {before ? (
              <button class="link" type="submit" name="go" value="back" formnovalidate>
                {t('frame.back')}
              </button>
            ) : null}
          </div>
        </div>
      </form>
    </>,
    wrong ? 422 : 200,
  )
}

const reviewPage = (c: Context<Env>, visit: SignedInVisit, assessment: Assessment) => {
  const { t, pick } = visit.words
  const open = assessment.questions.filter(({ answer }) => answer === null).length
  const last = assessment.questions.at(-1)
  return page(
    c,
    { title: t('self-assessment.review-title'), form: 'submit', focus: true, back: { href: last ? `${root}/${last.competencyId}` : root } },
    <>
      <div class="opening">
        <h1>{t('self-assessment.review-title')}</h1>
        <p class="lead">{t('self-assessment.review-lead')}</p>
      </div>
      {open > 0 ? <p class="notice">{t('self-assessment.review-open', { count: open })}</p> : null}
      <dl class="facts answers">
        {assessment.questions.map(({ competencyId, name, answer }) => (
          <div>
            <dt>{pick(name)}</dt>
            <dd>{answer === null ? t('self-assessment.not-answered') : t(`level.${answer}`)}</dd>
            <dd>
              <a class="link" href={`${root}/${competencyId}`} aria-label={t('self-assessment.change-what', { competency: pick(name) })}>
                {t('self-assessment.change')}
              </a>
            </dd>
          </div>
        ))}
      </dl>
      <form id="submit" class="act" method="post" action={`${root}/review`}>
        <OnceKey kept={keptFields(c, c.var.config)?.get('key')} />
        <input type="hidden" name="id" value={assessment.selfAssessmentId} />
        <button class="go" type="submit">
          {t('self-assessment.submit')}
        </button>
      </form>
    </>,
  )
}

const arrivingPage = (c: Context<Env>, visit: SignedInVisit, selfAssessmentId: string, late: boolean) => {
  const { t } = visit.words
  return page(
    c,
    {
      title: t('self-assessment.arriving-title'),
      islands: ['arrival'],
      focus: true,
      back: { href: '/', label: t('frame.my-learning') },
      refreshTo: `${root}/arriving/${selfAssessmentId}?wait=yes`,
    },
    <div class="welcome arriving" role="status" data-arrival={selfAssessmentId}>
      <Stair steps={5} done={1} tall />
      <h1>{t('self-assessment.arriving-title')}</h1>
      <p class="lead">{t('self-assessment.arriving-lead')}</p>
      <p class="soft" data-late hidden={!late}>
        {t('self-assessment.arriving-late')}
      </p>
    </div>,
  )
}

/** Where a person says how comfortable they are, one competency a screen, until their path is made. */
export const selfAssessmentPages = ({ clients, config }: PageDeps) => {
  const { baselines, progress, catalogue } = clients
  const pages = new Hono<Env>()

  pages.get(root, async (c) => {
    const visit = signedIn(c)
    const { draft, submitted } = await baselines.mySelfAssessments(visit)
    return introPage(c, visit, draft, submitted)
  })

  const openQuestion = (assessment: Assessment) => assessment.questions.find(({ answer }) => answer === null)?.competencyId ?? 'review'

  pages.post(root, async (c) => {
    const visit = signedIn(c)
    const draft = await baselines.beginSelfAssessment(visit, onceKey(await formOf(c)))
    forgetKept(c, config)
    return c.redirect(`${root}/${openQuestion(draft)}`, 303)
  })

  pages.get(`${root}/continue`, async (c) => {
    const { draft } = await baselines.mySelfAssessments(signedIn(c))
    return c.redirect(draft ? `${root}/${openQuestion(draft)}` : root, 303)
  })

  pages.get(`${root}/review`, async (c) => {
    const visit = signedIn(c)
    const { draft } = await baselines.mySelfAssessments(visit)
    return draft ? reviewPage(c, visit, draft) : c.redirect(root, 303)
  })

  pages.post(`${root}/review`, async (c) => {
    const visit = signedIn(c)
    const form = await formOf(c)
    const id = form.get('id') ?? ''
    try {
      await baselines.submit(visit, encodeURIComponent(id), onceKey(form))
    } catch (error) {
      // Sent before, from another tab or by a second tap: the path is on its way already.
      if (!(error instanceof ServiceRefused && error.problem.code === 'self-assessment-already-submitted')) throw error
    }
    forgetKept(c, config)
    return c.redirect(`${root}/arriving/${encodeURIComponent(id)}`, 303)
  })

  // Usually the path is there before this page is. Without JavaScript the page waits on the server, and asks again.
  pages.get(`${root}/arriving/:id`, async (c) => {
    const visit = signedIn(c)
    const id = c.req.param('id')
    const again = c.req.query('wait') === 'yes'
    const { assignmentId } = await progress.arrival(visit, id, again ? LONG_WAIT_SECONDS : FIRST_WAIT_SECONDS)
    if (assignmentId) return c.redirect('/plan?new=yes', 303)
    // Somebody with nothing to climb gets no assignment, but a plan that says so.
    const plan = await orNull(catalogue.myPlan(visit))
    if (plan?.selfAssessmentId === id) return c.redirect('/plan?new=yes', 303)
    return arrivingPage(c, visit, id, again)
  })

  pages.get(`${root}/:competencyId`, async (c) => {
    const visit = signedIn(c)
    const { draft } = await baselines.mySelfAssessments(visit)
    if (!draft) return c.redirect(root, 303)
    const index = draft.questions.findIndex(({ competencyId }) => competencyId === c.req.param('competencyId'))
    const answer = draft.questions[index]?.answer ?? null
    const kept = keptFields(c, config)
    return questionPage(c, visit, draft, index, kept?.get('level') ?? (answer === null ? null : String(answer)))
  })

  pages.post(`${root}/:competencyId`, async (c) => {
    const visit = signedIn(c)
    const form = await formOf(c)
    const { draft } = await baselines.mySelfAssessments(visit)
    if (!draft) return c.redirect(root, 303)
    const competencyId = c.req.param('competencyId')
    const index = draft.questions.findIndex((question) => question.competencyId === competencyId)
    if (index < 0) return c.notFound()
    const back = form.get('go') === 'back'
    const level = readLevel(form.get('level'))
    if (level === null && !back) return questionPage(c, visit, draft, index, null, true)
    if (level !== null) await baselines.answer(visit, draft.selfAssessmentId, competencyId, level)
    forgetKept(c, config)
    const to = draft.questions[back ? Math.max(0, index - 1) : index + 1]?.competencyId ?? 'review'
    return c.redirect(`${root}/${to}`, 303)
  })
  return pages
}
