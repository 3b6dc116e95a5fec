import type { MicroCoursePack, MyLearning } from '@handrail/contracts'
import { Hono } from 'hono'
import type { PageDeps } from '../app.tsx'
import { type Assets, assetPath } from '../assets.ts'
import { refused } from '../clients/call.ts'
import { isAsking, screensOf } from '../components/cards/screen.ts'
import { compressed, page } from '../components/page.tsx'
import { Scene } from '../components/scene.tsx'
import { type Env, type SignedInVisit, signedIn } from '../edge/visit.ts'
import type { CoursePages, ToKeep } from '../offline/keeping.ts'
import { ANY_CARD, ANY_KEY, NO_SIGNAL } from '../offline/places.ts'
import { coverPage, finishedPage } from './course.tsx'
import { askingPage, placeOf, showingPage } from './course-card-view.tsx'
import { lowTechPage } from './course-channels.tsx'
import { askPage } from './course-question.tsx'
import { keptAssessmentPages } from './kept-assessment.tsx'
import { learningAfter, stepsToKeep } from './kept-learning.ts'
import { courseOpener } from './open-course.ts'
import { filesIn, madeFrom, renderer } from './render-kept.ts'

/** What home is made of, and the page that says that there is no signal. */
const FILES_OF_HOME = ['handrail.css', 'icon.svg', 'signal.js', 'checklists.js']

/** Every page of a course as it looks in a tunnel: one goes from card to card, so those before a card count as done. */
const pagesOf = (visit: SignedInVisit, assets: Assets, pack: MicroCoursePack, finished: boolean, learning: MyLearning) => {
  const render = renderer(visit, assets)
  const { courseId, courseVersion, cards } = pack
  const root = `/courses/${courseId}`
  const upTo = (index: number) => ({
    courseId,
    courseVersion,
    cardsDone: cards.slice(0, index).map(({ cardId }) => cardId),
    finished,
    testedOut: false,
    talkingPoints: [],
  })
  const cardPages = cards.flatMap((card, index) => {
    const inHand = { pack, progress: upTo(index) }
    const path = `${root}/${card.cardId}`
    if (!isAsking(card)) return [render(path, (c) => showingPage(c, visit, { ...inHand, card }))]
    const screens = screensOf(card)
    return screens.map((screen) =>
      render(placeOf(path, screen, screens), (c) => askingPage(c, visit, { ...inHand, card }, screens, { screen, fields: new URLSearchParams() })),
    )
  })
  return Promise.all([
    render(root, (c) => coverPage(c, visit, pack, { ...upTo(0), finished })),
    ...cardPages,
    render(`${root}/finished`, (c) => finishedPage(c, visit, pack, learningAfter(learning, courseId), { testedOut: false })),
    render(`${root}/low-tech`, (c) => lowTechPage(c, visit, pack, undefined)),
    render(`${root}/ask`, (c) => askPage(c, visit, pack, ANY_CARD, { question: '', key: ANY_KEY })),
    render(`${root}/asked`, (c) => {
      const { t } = visit.words
      return page(
        c,
        { title: t('kept.asked-title') },
        <>
          <h1>{t('kept.asked-title')}</h1>
          <p class="lead">{t('kept.asked-lead')}</p>
          <a class="go short" href={root}>
            {t('kept.asked-go')}
          </a>
        </>,
      )
    }),
  ])
}

/** What a phone keeps for when there is no signal. On a shared device there is nothing to keep. */
export const keptPages = (deps: PageDeps) => {
  const { clients } = deps
  const pages = new Hono<Env>()
  const open = courseOpener(clients)

  pages.use('/kept/*', async (c, next) => {
    const { visit } = c.var
    if (visit.me && !visit.ownDevice) throw refused('not-found')
    c.header('cache-control', 'no-store')
    await next()
  })

  pages.route('/', keptAssessmentPages(deps))

  pages.get('/kept/next', async (c) => {
    const visit = signedIn(c)
    const { language } = visit.words
    const made = madeFrom(c.var.assets)
    const steps = stepsToKeep(await clients.progress.myLearning(visit))
    const courses = steps.map(({ courseId, courseVersion, cardsDone }) => ({ courseId, stamp: `${courseVersion} ${language} ${made}`, cardsDone }))
    return c.json({
      personId: visit.me.personId,
      language,
      pages: ['/', NO_SIGNAL],
      assets: FILES_OF_HOME.map((name) => assetPath(c.var.assets, name)),
      courses,
    } satisfies ToKeep)
  })

  pages.get('/kept/courses/:courseId', async (c) => {
    const visit = signedIn(c)
    const [{ pack, progress }, learning] = await Promise.all([open(visit, c.req.param('courseId')), clients.progress.myLearning(visit)])
    const cards = pack.cards.map((card) => ({ cardId: card.cardId, asks: isAsking(card) }))
    const kept = Object.fromEntries(await pagesOf(visit, c.var.assets, pack, progress.finished, learning))
    const answer = {
      personId: visit.me.personId,
      courseId: pack.courseId,
      courseVersion: pack.courseVersion,
      language: visit.words.language,
      cards,
      cardsDone: progress.cardsDone,
      finished: progress.finished,
      assets: filesIn(c.var.assets, Object.values(kept)),
      pages: kept,
    } satisfies CoursePages
    c.header('content-type', 'application/json')
    return compressed(c, JSON.stringify(answer))
  })

  pages.get(NO_SIGNAL, (c) => {
    const { t } = signedIn(c).words
    return page(
      c,
      { title: t('kept.no-signal-title'), focus: true },
      <>
        <Scene of="pause" />
        <h1>{t('kept.no-signal-title')}</h1>
        <p class="lead">{t('kept.no-signal-lead')}</p>
        <a class="go short" href="/">
          {t('kept.no-signal-go')}
        </a>
        {/* It stands at whatever address was asked for: sent to nowhere, it asks for that once more. */}
        <form>
          <button class="link" type="submit">
            {t('problem.try-again')}
          </button>
        </form>
      </>,
    )
  })
  return pages
}
