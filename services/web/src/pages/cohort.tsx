import { HelpAnswer } from '@handrail/contracts'
import { type Context, Hono } from 'hono'
import type { PageDeps } from '../app.tsx'
import { orAway, ServiceAway, ServiceRefused } from '../clients/call.ts'
import { type Asked, AskedForHelp } from '../components/cohort-asked.tsx'
import { JustFinished, MaybeStuck, OnTheirWay } from '../components/cohort-people.tsx'
import { WouldLikeToTalk } from '../components/cohort-talk.tsx'
import { WouldLikeHelp } from '../components/cohort-wishes.tsx'
import { ErrorSummary, OnceKey } from '../components/form.tsx'
import { Empty, Notice } from '../components/notice.tsx'
import { page } from '../components/page.tsx'
import { sortCohorts } from '../components/sort-cohorts.ts'
import { formOf, onceKey } from '../edge/form.ts'
import { forgetKept, keep, keptFields } from '../edge/kept.ts'
import { type Env, type SignedInVisit, signedIn } from '../edge/visit.ts'
import { inWords, opened } from '../words/in-words.ts'
import type { Words } from '../words/words.ts'

const draftOf = (form: URLSearchParams | null, helpRequestId: string) => form?.get(`answer-${helpRequestId}`) ?? ''

const openingOf = (words: Words, asked: number, stuck: number): { title: string; lead: string | null } => {
  const { t } = words
  const people = inWords(words, stuck)
  if (asked > 0) {
    const title = opened(t('cohort.asked-some', { count: asked, people: inWords(words, asked) }))
    return { title, lead: stuck > 0 ? opened(t('cohort.hello-also', { count: stuck, people })) : null }
  }
  if (stuck > 0) return { title: t('cohort.hello-some', { count: stuck, people }), lead: null }
  return { title: t('cohort.all-well'), lead: t('cohort.all-well-lead') }
}

/** A champion's cohort: who asked first, who may be stuck, who has just finished, everybody else. Never a level. */
export const cohortPages = ({ clients, config }: PageDeps) => {
  const pages = new Hono<Env>()

  /** The heading of the card somebody stands on; a courtesy, so an outage hides it and no more. */
  const cardHeading = async (visit: SignedInVisit, { courseId, cardId }: { courseId: string; cardId: string | null }) => {
    if (!cardId) return null
    try {
      const pack = await clients.catalogue.microCourse(visit, visit.me.organization.organizationId, courseId, visit.words.language, null)
      return pack.cards.find((card) => card.cardId === cardId)?.heading ?? null
    } catch (error) {
      if (error instanceof ServiceAway || error instanceof ServiceRefused) return null
      throw error
    }
  }

  type Typed = { form: URLSearchParams | null; wrong?: { helpRequestId: string; key: 'cohort.answer-missing' | 'cohort.answer-long' }; unsent?: string }

  const cohortPage = async (c: Context<Env>, { form, wrong, unsent }: Typed) => {
    const visit = signedIn(c)
    const { words, now } = visit
    const { t } = words
    const [mine, wishes] = await Promise.all([clients.progress.myCohorts(visit), orAway(clients.baselines.cohortWishes(visit))])
    const ids = [...mine.asked, ...mine.talkingPoints, ...mine.cohorts.flatMap(({ people }) => people)].map(({ personId }) => personId)
    const [names, cards, topics] = await Promise.all([
      clients.people.names(visit, ids),
      Promise.all(mine.asked.map((request) => cardHeading(visit, request))),
      Promise.all(mine.talkingPoints.map((point) => cardHeading(visit, point))),
    ])
    const nameOf = (personId: string) => names.get(personId) ?? ''
    const asked = mine.asked.map((request, index): Asked => {
      const name = nameOf(request.personId)
      const { helpRequestId } = request
      const error = wrong?.helpRequestId !== helpRequestId ? undefined : wrong.key === 'cohort.answer-long' ? t(wrong.key) : t(wrong.key, { name })
      return { ...request, name, card: cards[index] ?? null, draft: draftOf(form, helpRequestId), error }
    })
    const errors = asked.flatMap(({ helpRequestId, error }) => (error ? [{ field: `answer-${helpRequestId}`, message: error }] : []))
    const { stuck, finished, others } = sortCohorts(mine, names, now)
    const { title, lead } = openingOf(words, asked.length, stuck.length)
    const talk = mine.talkingPoints.map((point, index) => ({ ...point, name: nameOf(point.personId), card: topics[index] ?? null }))
    const nothing = asked.length === 0 && talk.length === 0 && mine.cohorts.length === 0
    return page(
      c,
      { title: t('cohort.title'), styles: ['teams'], ...(asked.length > 0 ? { form: 'answers' } : {}) },
      <>
        <ErrorSummary title={t('frame.error-summary')} errors={errors} />
        {c.req.query('said') === 'sent' ? (
          <Notice tone="good" status>
            {t('cohort.sent')}
          </Notice>
        ) : null}
        {unsent === undefined ? null : (
          <Notice tone="calm" status>
            <p>{t('cohort.already-answered')}</p>
            <blockquote>{unsent}</blockquote>
          </Notice>
        )}
        {nothing ? (
          <>
            <h1>{t('cohort.title')}</h1>
            <Empty scene="landing" title={t('cohort.none-title')} lead={t('cohort.none-lead')} action={{ href: '/', label: t('cohort.go-home') }} />
          </>
        ) : (
          <>
            <div class="opening">
              <h1>{title}</h1>
              {lead ? <p class="lead">{lead}</p> : null}
            </div>
            {asked.length > 0 ? (
              <form id="answers" class="stack" method="post" action="/cohort" novalidate>
                <h2 class="unseen">{t('cohort.asked')}</h2>
                <OnceKey />
                {asked.map((request) => (
                  <AskedForHelp visit={visit} asked={request} />
                ))}
              </form>
            ) : null}
            <WouldLikeHelp words={words} wishes={wishes} names={names} />
            <WouldLikeToTalk visit={visit} points={talk} />
            <MaybeStuck visit={visit} people={stuck} />
            <JustFinished visit={visit} people={finished} />
            <OnTheirWay visit={visit} cohorts={others} />
            <p class="soft">{t('cohort.never-levels')}</p>
          </>
        )}
      </>,
      errors.length > 0 ? 422 : unsent === undefined ? 200 : 409,
    )
  }

  pages.get('/cohort', (c) => cohortPage(c, { form: keptFields(c, config) }))

  pages.post('/cohort', async (c) => {
    const visit = signedIn(c)
    const form = await formOf(c)
    const helpRequestId = form.get('answer') ?? ''
    const typed = draftOf(form, helpRequestId)
    const answer = HelpAnswer.shape.answer.safeParse(typed)
    if (!answer.success) return cohortPage(c, { form, wrong: { helpRequestId, key: typed.trim() === '' ? 'cohort.answer-missing' : 'cohort.answer-long' } })
    try {
      await clients.progress.answerHelp(visit, helpRequestId, answer.data, onceKey(form))
    } catch (error) {
      if (error instanceof ServiceRefused && error.problem.code === 'help-already-answered') return cohortPage(c, { form, unsent: answer.data })
      throw error
    }
    // What was begun for somebody else is still there.
    const others = new URLSearchParams(
      [...form].filter(([name, value]) => name.startsWith('answer-') && name !== `answer-${helpRequestId}` && value.trim() !== ''),
    )
    if ([...others].length > 0) keep(c, config, '/cohort', others)
    else forgetKept(c, config)
    return c.redirect('/cohort?said=sent', 303)
  })

  return pages
}
