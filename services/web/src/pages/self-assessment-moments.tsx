import type { AnswerCheck } from '@handrail/contracts'
import { type Context, Hono } from 'hono'
import type { PageDeps } from '../app.tsx'
import { ChoicesTask } from '../components/cards/choices.tsx'
import { ResultNotices } from '../components/cards/result.tsx'
import type { ChoicesScreen } from '../components/cards/screen.ts'
import { Climb } from '../components/climb.tsx'
import { ErrorSummary } from '../components/form.tsx'
import { Markdown } from '../components/markdown.tsx'
import { Notice } from '../components/notice.tsx'
import { page } from '../components/page.tsx'
import { formOf } from '../edge/form.ts'
import { forgetKept, keptFields } from '../edge/kept.ts'
import { type Env, type SignedInVisit, signedIn } from '../edge/visit.ts'

const review = '/self-assessment/review?moments=open'
type Moment = AnswerCheck['items'][number]

/** A moment as a screen of choices. Which one is right the page itself does not know before one was chosen. */
const screenOf = ({ words: { pick } }: SignedInVisit, { itemId, heading, body, choices }: Moment): ChoicesScreen => ({
  kind: 'choices',
  screenId: itemId,
  heading: pick(heading),
  body: pick(body),
  name: 'choice',
  choices: choices.map(({ choiceId, text, judged }) => ({
    choiceId,
    text: pick(text),
    right: judged?.right ?? false,
    feedback: judged ? pick(judged.feedback) : '',
  })),
})

type Shown = { check: AnswerCheck; at: number; moment: Moment; wrong?: boolean }
const momentPage = (c: Context<Env>, visit: SignedInVisit, { check, at, moment, wrong = false }: Shown) => {
  const { t, pick } = visit.words
  const screen = screenOf(visit, moment)
  const judged = moment.chosen !== null
  const answers = new URLSearchParams()
  const chosen = moment.chosen ?? keptFields(c, c.var.config)?.get('choice')
  if (chosen) answers.set('choice', chosen)
  const right = moment.choices.some(({ choiceId, judged: one }) => one?.right && choiceId === chosen)
  const here = `/self-assessment/${check.competencyId}/moments`
  const isLast = at === check.items.length
  return page(
    c,
    { title: screen.heading, form: 'moment', focus: true, back: { href: review } },
    <>
      <Climb label={`${t('self-assessment.moments-at', { at, total: check.items.length })} · ${pick(check.name)}`} total={check.items.length} at={at - 1} />
      <ErrorSummary title={t('frame.error-summary')} errors={wrong ? [{ field: 'choice', message: t('course.choose-error') }] : []} />
      <h1>{screen.heading}</h1>
      <div class="prose">
        <Markdown text={screen.body} />
      </div>
      <form id="moment" class="asks" method="post" action={`${here}/${at}`}>
        {judged ? <ResultNotices words={visit.words} kind="choices" result={right ? 'right' : 'not'} /> : null}
        <ChoicesTask words={visit.words} screen={screen} answers={answers} judged={judged} />
        {judged && check.passed && isLast ? (
          <Notice tone="good" status>
            {t('self-assessment.moments-passed', { level: t(`level.${check.toLevel}`) })}
          </Notice>
        ) : null}
        <div class="act">
          {judged ? (
            <a class="go" href={isLast ? review : `${here}/${at + 1}`}>
              {t(isLast ? 'self-assessment.moments-back' : 'self-assessment.moments-second')}
            </a>
          ) : (
            <>
              <button class="go" type="submit">
                {t('course.check')}
              </button>
              <small class="soft">{t('self-assessment.moments-private')}</small>
            </>
          )}
        </div>
      </form>
    </>,
    wrong ? 422 : 200,
  )
}

/** Two short moments beside an answer, offered from the review. Judged by the service, so the page gives nothing away. */
export const selfAssessmentMomentPages = ({ clients: { baselines }, config }: PageDeps) => {
  const pages = new Hono<Env>()
  const root = '/self-assessment/:competencyId/moments'

  const open = async (visit: SignedInVisit, competencyId: string) => {
    const { draft } = await baselines.mySelfAssessments(visit)
    return draft && { draftId: draft.selfAssessmentId, check: await baselines.check(visit, draft.selfAssessmentId, competencyId) }
  }

  pages.get(root, async (c) => {
    const competencyId = c.req.param('competencyId')
    const opened = await open(signedIn(c), competencyId)
    if (!opened) return c.redirect('/self-assessment', 303)
    const first = opened.check.items.findIndex(({ chosen }) => chosen === null)
    return c.redirect(`/self-assessment/${opened.check.competencyId}/moments/${Math.max(0, first) + 1}`, 303)
  })

  pages.get(`${root}/:at`, async (c) => {
    const visit = signedIn(c)
    const at = Number(c.req.param('at'))
    const opened = await open(visit, c.req.param('competencyId'))
    if (!opened) return c.redirect('/self-assessment', 303)
    const moment = opened.check.items[at - 1]
    return moment ? momentPage(c, visit, { check: opened.check, at, moment }) : c.notFound()
  })

  pages.post(`${root}/:at`, async (c) => {
    const visit = signedIn(c)
    const { competencyId } = c.req.param()
    const at = Number(c.req.param('at'))
    const choice = (await formOf(c)).get('choice')
    const opened = await open(visit, competencyId)
    if (!opened) return c.redirect('/self-assessment', 303)
    const { check, draftId } = opened
    const moment = check.items[at - 1]
    if (!moment) return c.notFound()
    if (!choice && moment.chosen === null) return momentPage(c, visit, { check, at, moment, wrong: true })
    if (choice && moment.chosen === null) await baselines.chooseInCheck(visit, draftId, competencyId, moment.itemId, choice)
    forgetKept(c, config)
    return c.redirect(`/self-assessment/${competencyId}/moments/${at}`, 303)
  })
  return pages
}
