import type { SelfAssessment } from '@handrail/contracts'
import { type Context, Hono } from 'hono'
import type { PageDeps } from '../app.tsx'
import { orNull, ServiceRefused } from '../clients/call.ts'
import { OnceKey } from '../components/form.tsx'
import { page } from '../components/page.tsx'
import { Stair } from '../components/stair.tsx'
import { formOf, onceKey } from '../edge/form.ts'
import { forgetKept, keptFields } from '../edge/kept.ts'
import { type Env, type SignedInVisit, signedIn } from '../edge/visit.ts'
import { answerIn, surenessIn } from '../offline/answer-in.ts'
import { ASSESSMENT_HEADER } from '../offline/places.ts'
import { asksOnAt } from '../offline/playing.ts'
import { stampOf } from './kept-assessment.tsx'
import { askedNow, questionPage } from './self-assessment-question.tsx'
import { reviewPage } from './self-assessment-review.tsx'

const root = '/self-assessment'
const QUESTIONS_A_MINUTE = 3.3
const FIRST_WAIT_SECONDS = 1
const LONG_WAIT_SECONDS = 20

const introPage = (c: Context<Env>, visit: SignedInVisit, draft: SelfAssessment | null, submitted: SelfAssessment | null) => {
  const { t, pick, dayOf } = visit.words
  const known = draft ?? submitted
  const asked = draft ? askedNow(draft) : submitted ? null : []
  const begun = asked?.some(({ answer }) => answer !== null) ?? false
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
        <p>
          {asked && asked.length > 0
            ? t('self-assessment.know-time', { questions: asked.length, minutes: Math.ceil(asked.length / QUESTIONS_A_MINUTE) })
            : t('self-assessment.know-length')}{' '}
          {known ? t('self-assessment.know-role', { role: pick(known.roleProfileName) }) : null}
        </p>
        <p>{t('self-assessment.know-unsure')}</p>
        <p>{t('self-assessment.know-job')}</p>
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

  const openQuestion = (assessment: SelfAssessment) => assessment.questions.find(({ answer }) => answer === null)?.competencyId ?? 'review'

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
    const { askedAt } = await baselines.access(visit)
    // The first time there are five questions more, while the path is being made.
    return c.redirect(askedAt ? `${root}/arriving/${encodeURIComponent(id)}` : `/account/access?for=${encodeURIComponent(id)}`, 303)
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
    const competencyId = c.req.param('competencyId')
    c.header(ASSESSMENT_HEADER, stampOf(draft, visit.words.language, c.var.assets))
    const given = draft.questions.find((question) => question.competencyId === competencyId)
    const kept = keptFields(c, config)
    const known = { level: given?.answer ? String(given.answer) : null, sureness: given?.sureness ?? null }
    return questionPage(c, visit, draft, competencyId, kept ? { level: kept.get('level'), sureness: kept.get('sureness') } : known)
  })

  pages.post(`${root}/:competencyId`, async (c) => {
    const visit = signedIn(c)
    const form = await formOf(c)
    const { draft } = await baselines.mySelfAssessments(visit)
    if (!draft) return c.redirect(root, 303)
    const competencyId = c.req.param('competencyId')
    const asked = askedNow(draft, competencyId)
    if (!asked.some((question) => question.competencyId === competencyId)) return c.notFound()
    const back = form.get('go') === 'back'
    const answer = answerIn(form)
    if (!answer && !back) return questionPage(c, visit, draft, competencyId, { level: null, sureness: surenessIn(form) }, true)
    if (answer) await baselines.answer(visit, draft.selfAssessmentId, competencyId, answer)
    forgetKept(c, config)
    const answered = asked.flatMap((question) => (question.answer === null ? [] : [question.competencyId]))
    const places = asked.map((question) => question.competencyId)
    return c.redirect(asksOnAt(places, answered, competencyId, back), 303)
  })
  return pages
}
