import type { Card, CourseProgress, MicroCoursePack } from '@handrail/contracts'
import { type Context, Hono } from 'hono'
import type { PageDeps } from '../app.tsx'
import { ServiceRefused } from '../clients/call.ts'
import { Climb } from '../components/climb.tsx'
import { CardBody, CardChoices, isChoosing } from '../components/course-card.tsx'
import { ErrorSummary } from '../components/form.tsx'
import { Markdown } from '../components/markdown.tsx'
import { Notice } from '../components/notice.tsx'
import { page } from '../components/page.tsx'
import { Stair } from '../components/stair.tsx'
import { formOf } from '../edge/form.ts'
import { keep, keptFields } from '../edge/kept.ts'
import { type Env, type SignedInVisit, signedIn } from '../edge/visit.ts'
import { courseOpener } from './open-course.ts'

const MOST_CHOICES = 8

/** Islands that a kind of card is better with. */
const islandsOf = (card: Card) => (isChoosing(card) ? ['question'] : card.kind === 'reflection' || card.kind === 'checklist' ? ['keep'] : [])

/** Where to go once this card is done: the first open card after it, then any that is open, then the end. */
export const placeAfter = (pack: Pick<MicroCoursePack, 'courseId' | 'cards'>, cardId: string, cardsDone: readonly string[]) => {
  const done = new Set([...cardsDone, cardId])
  const index = pack.cards.findIndex((card) => card.cardId === cardId)
  const open = [...pack.cards.slice(index + 1), ...pack.cards].find((card) => !done.has(card.cardId))
  return `/courses/${pack.courseId}/${open?.cardId ?? 'finished'}`
}

const lengthOf = (visit: SignedInVisit, pack: MicroCoursePack) => {
  const { t, number } = visit.words
  return t('course.facts', {
    cards: pack.cards.length,
    minutes: t('frame.minutes', { count: pack.minutes }),
    size: t('frame.kilobytes', { size: number(pack.kilobytes) }),
  })
}

const coverPage = (c: Context<Env>, visit: SignedInVisit, pack: MicroCoursePack, progress: CourseProgress) => {
  const { t } = visit.words
  const first = pack.cards[0]
  return page(
    c,
    { title: pack.title, focus: true, back: { href: '/', label: t('frame.my-learning') } },
    <>
      <div class="opening">
        <h1>{pack.title}</h1>
        <p class="lead">{pack.summary}</p>
        <p class="soft">{lengthOf(visit, pack)}</p>
      </div>
      <section class="notice calm">
        <h2>{t('course.you-will')}</h2>
        <p>{pack.canDo}</p>
      </section>
      {progress.finished ? <p>{t('course.done-before')}</p> : null}
      <div class="act">
        <a class="go" href={`/courses/${pack.courseId}/${first?.cardId}`}>
          {t(progress.finished ? 'course.again' : 'course.start')}
        </a>
        <a class="link" href={`/courses/${pack.courseId}/low-tech`}>
          {t('course.low-tech')}
        </a>
      </div>
    </>,
  )
}

type CardView = {
  pack: MicroCoursePack
  progress: CourseProgress
  card: Card
  chosen: readonly string[]
  judged: boolean
  wrong?: boolean
}

const cardPage = (c: Context<Env>, visit: SignedInVisit, { pack, progress, card, chosen, judged, wrong }: CardView) => {
  const { t } = visit.words
  const index = pack.cards.indexOf(card)
  const before = pack.cards[index - 1]
  const here = `/courses/${pack.courseId}/${card.cardId}`
  const after = placeAfter(pack, card.cardId, progress.cardsDone)
  const onward = after.endsWith('/finished') ? t('course.finish') : t('course.next')
  const error = wrong ? t('course.choose-error') : undefined
  const asked = c.req.query('asked')
  return page(
    c,
    {
      title: `${card.heading} · ${pack.title}`,
      focus: true,
      form: 'card',
      islands: islandsOf(card),
      back: { href: before ? `/courses/${pack.courseId}/${before.cardId}` : '/' },
    },
    <>
      <Climb
        label={t('course.step', { at: index + 1, total: pack.cards.length })}
        total={pack.cards.length}
        at={index}
        done={pack.cards.map(({ cardId }) => progress.cardsDone.includes(cardId))}
      />
      {asked ? (
        <Notice tone="good" status>
          <p>
            <b>{t('course.asked-title')}</b> {t(asked === 'champion' ? 'course.asked-champion' : 'course.asked-nobody')}
          </p>
        </Notice>
      ) : null}
      <ErrorSummary title={t('frame.error-summary')} errors={error ? [{ field: 'choice', message: error }] : []} />
      <h1>{card.heading}</h1>
      {isChoosing(card) ? <Markdown text={card.body} /> : <CardBody words={visit.words} card={card} keepAs={`${pack.courseId}-${card.cardId}`} />}
      <form id="card" class="asks" method="post" action={here}>
        <input type="hidden" name="version" value={pack.courseVersion} />
        {isChoosing(card) ? <CardChoices words={visit.words} card={card} chosen={chosen} judged={judged} /> : null}
        <div class="act">
          {isChoosing(card) ? (
            <>
              {judged ? null : (
                <button class="go" type="submit" data-check>
                  {t('course.check')}
                </button>
              )}
              <a class="go" href={after} data-next hidden={!judged}>
                {onward}
              </a>
            </>
          ) : (
            <button class="go" type="submit">
              {onward}
            </button>
          )}
          <div class="between">
            <a class="link" href={`/courses/${pack.courseId}/ask?card=${card.cardId}`}>
              {t(card.kind === 'discussion' ? 'course.ask-champion' : 'course.stuck')}
            </a>
            {isChoosing(card) ? (
              <small class="soft" role="status" data-saving={t('course.saving')} data-saved={t('course.saved')} data-not-saved={t('course.not-saved')}>
                {judged ? t('course.saved') : ''}
              </small>
            ) : null}
            <a class="link" href={`/courses/${pack.courseId}/low-tech?from=${card.cardId}`}>
              {t('course.low-tech')}
            </a>
          </div>
        </div>
      </form>
    </>,
    wrong ? 422 : 200,
  )
}

const lowTechPage = (c: Context<Env>, visit: SignedInVisit, pack: MicroCoursePack, from: string | undefined) => {
  const { t } = visit.words
  const known = pack.cards.some(({ cardId }) => cardId === from)
  const title = t('course.low-tech-title', { title: pack.title })
  return page(
    c,
    { title, back: { href: known ? `/courses/${pack.courseId}/${from}` : `/courses/${pack.courseId}` } },
    <>
      <div class="opening">
        <h1>{title}</h1>
        <p class="soft">{t('course.low-tech-lead')}</p>
      </div>
      <Markdown text={pack.lowTech} />
      <a class="second" href={known ? `/courses/${pack.courseId}/${from}` : `/courses/${pack.courseId}`}>
        {t('course.back-to-card')}
      </a>
    </>,
  )
}

/** The player: one card a screen. Every step is a form, so it works without JavaScript. */
export const coursePages = ({ clients, config }: PageDeps) => {
  const { progress: progressService } = clients
  const pages = new Hono<Env>()

  const open = courseOpener(clients)

  /** Noticing that somebody may be stuck is a courtesy: when it is refused, the card is shown all the same. */
  const noteOpening = async (visit: SignedInVisit, courseId: string, cardId: string) => {
    try {
      await progressService.openCard(visit, courseId, cardId)
    } catch (error) {
      if (!(error instanceof ServiceRefused)) throw error
    }
  }

  pages.get('/courses/:courseId', async (c) => {
    const visit = signedIn(c)
    const { progress, pack } = await open(visit, c.req.param('courseId'))
    if (progress.finished || progress.cardsDone.length === 0) return coverPage(c, visit, pack, progress)
    const next = pack.cards.find(({ cardId }) => !progress.cardsDone.includes(cardId))
    return c.redirect(`/courses/${pack.courseId}/${next?.cardId ?? 'finished'}`, 303)
  })

  pages.get('/courses/:courseId/low-tech', async (c) => {
    const visit = signedIn(c)
    const { pack } = await open(visit, c.req.param('courseId'))
    return lowTechPage(c, visit, pack, c.req.query('from'))
  })

  pages.get('/courses/:courseId/finished', async (c) => {
    const visit = signedIn(c)
    const { t, pick } = visit.words
    const courseId = c.req.param('courseId')
    const [{ progress, pack }, learning] = await Promise.all([open(visit, courseId), progressService.myLearning(visit)])
    if (!progress.finished) return c.redirect(`/courses/${courseId}`, 303)
    const { next } = learning
    const path = learning.assignments.find(({ assignmentId, steps }) =>
      next ? assignmentId === next.assignmentId : steps.some((step) => step.courseId === courseId),
    )
    return page(
      c,
      { title: t('course.finished-title'), focus: true, back: { href: '/', label: t('frame.my-learning') } },
      <>
        <Stair steps={path?.steps.length ?? 1} done={path?.stepsDone ?? 1} tall />
        <h1>{t('course.finished-title')}</h1>
        <section class="notice good">
          <h2>{t('course.finished-now')}</h2>
          <p class="lead">{pack.canDo}</p>
        </section>
        {next ? (
          <div>
            <p class="here">{t('course.finished-next')}</p>
            <h2>{next.step.title ? pick(next.step.title) : t('home.this-course')}</h2>
            <p class="soft">{t('frame.minutes', { count: next.step.minutes })}</p>
          </div>
        ) : (
          <div class="stack">
            <h2>{t('course.finished-top')}</h2>
            <p>{t('course.finished-top-lead')}</p>
          </div>
        )}
        <div class="act">
          <a class="go" href={next ? `/courses/${next.step.courseId}` : '/'}>
            {t(next ? 'course.continue' : 'course.see-path')}
          </a>
          {next ? (
            <a class="link" href="/">
              {t('course.take-a-break')}
            </a>
          ) : null}
        </div>
      </>,
    )
  })

  pages.get('/courses/:courseId/:cardId', async (c) => {
    const visit = signedIn(c)
    const courseId = c.req.param('courseId')
    const { progress, pack } = await open(visit, courseId)
    const card = pack.cards.find(({ cardId }) => cardId === c.req.param('cardId'))
    if (!card) return c.notFound()
    if (!progress.cardsDone.includes(card.cardId)) await noteOpening(visit, courseId, card.cardId)
    const kept = isChoosing(card) ? keptFields(c, config) : null
    return cardPage(c, visit, {
      pack,
      progress,
      card,
      chosen: kept?.getAll('choice') ?? [],
      judged: kept?.get('judged') === 'yes',
    })
  })

  pages.post('/courses/:courseId/:cardId', async (c) => {
    const visit = signedIn(c)
    const form = await formOf(c)
    const version = Number(form.get('version'))
    const { progress, pack } = await open(visit, c.req.param('courseId'), Number.isInteger(version) && version > 0 ? version : undefined)
    const card = pack.cards.find(({ cardId }) => cardId === c.req.param('cardId'))
    if (!card) return c.notFound()
    const chosen = isChoosing(card)
      ? form
          .getAll('choice')
          .filter((choice) => card.choices.some(({ choiceId }) => choiceId === choice))
          .slice(0, MOST_CHOICES)
      : []
    if (isChoosing(card) && chosen.length === 0) return cardPage(c, visit, { pack, progress, card, chosen, judged: false, wrong: true })
    const { cardsDone } = await progressService.completeCard(visit, pack.courseId, card.cardId, {
      courseVersion: pack.courseVersion,
      choiceIds: chosen,
    })
    if (!isChoosing(card)) return c.redirect(placeAfter(pack, card.cardId, cardsDone), 303)
    keep(c, config, c.req.path, new URLSearchParams([...chosen.map((choice) => ['choice', choice]), ['judged', 'yes']]))
    return c.redirect(c.req.path, 303)
  })
  return pages
}
