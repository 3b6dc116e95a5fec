import type { MicroCoursePack } from '@handrail/contracts'
import { type Context, Hono } from 'hono'
import type { PageDeps } from '../app.tsx'
import { describedBy, ErrorSummary, Field, OnceKey } from '../components/form.tsx'
import { page } from '../components/page.tsx'
import { Scene } from '../components/scene.tsx'
import { formOf, onceKey } from '../edge/form.ts'
import { forgetKept, keptFields } from '../edge/kept.ts'
import { type Env, type SignedInVisit, signedIn } from '../edge/visit.ts'
import { courseOpener } from './open-course.ts'

const LONGEST_QUESTION = 1_000

export const askPage = (
  c: Context<Env>,
  visit: SignedInVisit,
  pack: MicroCoursePack,
  cardId: string | null,
  typed: { question: string; key: string | null },
  wrong = false,
) => {
  const { t } = visit.words
  const here = `/courses/${pack.courseId}/ask${cardId ? `?card=${cardId}` : ''}`
  const error = wrong ? t('course.ask-too-long') : undefined
  return page(
    c,
    { title: t('course.ask-title'), form: 'ask', back: { href: cardId ? `/courses/${pack.courseId}/${cardId}` : '/' } },
    <>
      <ErrorSummary title={t('frame.error-summary')} errors={error ? [{ field: 'question', message: error }] : []} />
      <div class="opening">
        <h1>{t('course.ask-title')}</h1>
        <p class="soft">{t('course.ask-about', { title: pack.cards.find((card) => card.cardId === cardId)?.heading ?? pack.title })}</p>
        <p>{t('course.ask-lead')}</p>
      </div>
      <form id="ask" class="stack" method="post" action={here}>
        <OnceKey kept={typed.key} />
        <Field id="question" label={t('course.ask-field')} hint={t('course.ask-hint')} error={error}>
          <textarea
            id="question"
            name="question"
            rows={5}
            maxlength={LONGEST_QUESTION}
            aria-invalid={error ? 'true' : undefined}
            aria-describedby={describedBy('question', true, error)}
          >
            {typed.question}
          </textarea>
        </Field>
        <button class="go" type="submit">
          {t('course.ask-send')}
        </button>
      </form>
    </>,
    wrong ? 422 : 200,
  )
}

/** "I'm stuck": a question from a course, or from one of its cards, to a champion. */
export const courseQuestionPages = ({ clients, config }: PageDeps) => {
  const { progress: progressService } = clients
  const pages = new Hono<Env>()
  const open = courseOpener(clients)

  const askedCard = (pack: MicroCoursePack, wanted: string | undefined) => pack.cards.find(({ cardId }) => cardId === wanted)?.cardId ?? null

  pages.get('/courses/:courseId/ask', async (c) => {
    const visit = signedIn(c)
    const { pack } = await open(visit, c.req.param('courseId'))
    const kept = keptFields(c, config)
    return askPage(c, visit, pack, askedCard(pack, c.req.query('card')), { question: kept?.get('question') ?? '', key: kept?.get('key') ?? null })
  })

  pages.post('/courses/:courseId/ask', async (c) => {
    const visit = signedIn(c)
    const form = await formOf(c)
    const { pack } = await open(visit, c.req.param('courseId'))
    const cardId = askedCard(pack, c.req.query('card'))
    const question = (form.get('question') ?? '').replaceAll('\r\n', '\n').trim()
    if (question.length > LONGEST_QUESTION) return askPage(c, visit, pack, cardId, { question, key: form.get('key') }, true)
    const { championId } = await progressService.askForHelp(visit, { courseId: pack.courseId, cardId, question }, onceKey(form))
    forgetKept(c, config)
    const asked = championId ? 'champion' : 'somebody'
    return c.redirect(`/courses/${pack.courseId}/${cardId ?? 'asked'}?asked=${asked}`, 303)
  })

  pages.get('/courses/:courseId/asked', (c) => {
    const { t } = signedIn(c).words
    return page(
      c,
      { title: t('course.asked-title') },
      <>
        <Scene of="letter" />
        <h1>{t('course.asked-title')}</h1>
        <p class="lead">{t(c.req.query('asked') === 'champion' ? 'course.asked-champion' : 'course.asked-nobody')}</p>
        <a class="go short" href="/">
          {t('course.back-to-path')}
        </a>
      </>,
    )
  })
  return pages
}
