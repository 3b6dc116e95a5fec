import { type Context, Hono } from 'hono'
import type { PageDeps } from '../app.tsx'
import { ServiceRefused } from '../clients/call.ts'
import { answersTo, fieldsOf, isAnswered, turnAfter } from '../components/cards/answers.ts'
import { isAsking, type Screen, screensOf } from '../components/cards/screen.ts'
import { choiceOf, formOf } from '../edge/form.ts'
import { forgetKept, keptFields } from '../edge/kept.ts'
import { keepAnswers, keptAnswers } from '../edge/kept-answers.ts'
import { type Env, type SignedInVisit, signedIn } from '../edge/visit.ts'
import { VERSION_HEADER } from '../offline/places.ts'
import { askingPage, type InHand, placeAfter, placeOf, showingPage } from './course-card-view.tsx'
import { courseOpener } from './open-course.ts'

/** The player: one card a screen. Every step is a form, so it works without JavaScript. */
export const courseCardPages = ({ clients, config }: PageDeps) => {
  const { progress: progressService } = clients
  const pages = new Hono<Env>()
  const open = courseOpener(clients)

  const takeInHand = async (c: Context<Env>, visit: SignedInVisit, version?: number): Promise<InHand | null> => {
    const { progress, pack } = await open(visit, c.req.param('courseId') ?? '', version)
    const card = pack.cards.find(({ cardId }) => cardId === c.req.param('cardId'))
    return card ? { pack, progress, card } : null
  }

  /** The screen of a card that the address names: a turn, or else the card itself. */
  const screenAt = (c: Context<Env>, [first, ...turns]: [Screen, ...Screen[]]) => {
    const turn = c.req.query('turn')
    return turn === undefined ? first : turns.find(({ screenId }) => screenId === turn)
  }

  /** Noticing that somebody may be stuck is a courtesy: when it is refused, the card is shown all the same. */
  const noteOpening = async (visit: SignedInVisit, courseId: string, cardId: string) => {
    try {
      await progressService.openCard(visit, courseId, cardId)
    } catch (error) {
      if (!(error instanceof ServiceRefused)) throw error
    }
  }

  const complete = (visit: SignedInVisit, { pack, card }: InHand, choiceIds: string[] = []) =>
    progressService.completeCard(visit, pack.courseId, card.cardId, { courseVersion: pack.courseVersion, choiceIds })

  pages.get('/courses/:courseId/:cardId', async (c) => {
    const visit = signedIn(c)
    const inHand = await takeInHand(c, visit)
    if (!inHand) return c.notFound()
    const { pack, progress, card } = inHand
    // So that the service worker keeps the version that is in hand.
    c.header(VERSION_HEADER, String(pack.courseVersion))
    if (!progress.cardsDone.includes(card.cardId)) await noteOpening(visit, pack.courseId, card.cardId)
    if (!isAsking(card)) return showingPage(c, visit, { ...inHand, card })
    const screens = screensOf(card)
    const screen = screenAt(c, screens)
    if (!screen) return c.notFound()
    const kept = keptFields(c, config) ?? keptAnswers(c, config, { courseId: pack.courseId, cardId: card.cardId })
    return askingPage(c, visit, { ...inHand, card }, screens, { screen, fields: kept ?? new URLSearchParams() })
  })

  pages.post('/courses/:courseId/:cardId', async (c) => {
    const visit = signedIn(c)
    const form = await formOf(c)
    const version = Number(form.get('version'))
    const inHand = await takeInHand(c, visit, Number.isInteger(version) && version > 0 ? version : undefined)
    if (!inHand) return c.notFound()
    const { pack, card } = inHand
    if (!isAsking(card)) {
      const { cardsDone } = await complete(visit, inHand)
      return c.redirect(placeAfter(pack, card.cardId, cardsDone), 303)
    }
    const screens = screensOf(card)
    const screen = screenAt(c, screens)
    if (!screen) return c.notFound()
    const answers = answersTo(screen, form)
    if (!isAnswered(screen, answers)) return askingPage(c, visit, { ...inHand, card }, screens, { screen, fields: form, wrong: true })
    // The card is done with its first answer; what follows in the story is for the person alone.
    if (screen === screens[0]) await complete(visit, inHand, answers.getAll('choice'))
    form.append('judged', screen.screenId)
    // What was kept when the language changed is older than this.
    forgetKept(c, config)
    keepAnswers(c, config, { courseId: pack.courseId, cardId: card.cardId }, new URLSearchParams(fieldsOf(screens, form)))
    const turn = turnAfter(screen, answers)
    return c.redirect(turn && form.get('see') === turn ? `${c.req.path}?turn=${turn}` : placeOf(c.req.path, screen, screens), 303)
  })
  pages.post('/courses/:courseId/:cardId/talking-point', async (c) => {
    const visit = signedIn(c)
    const { courseId, cardId } = c.req.param()
    const wants = choiceOf(await formOf(c), 'talk', ['yes', 'no']) === 'yes'
    await (wants ? progressService.bringToChampion(visit, courseId, cardId) : progressService.takeBackTalkingPoint(visit, courseId, cardId))
    return c.redirect(`/courses/${courseId}/${cardId}?said=${wants ? 'brought' : 'taken-back'}`, 303)
  })
  return pages
}
