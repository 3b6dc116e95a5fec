import type { Card, CourseProgress, MicroCoursePack } from '@handrail/contracts'
import { type Context, Hono } from 'hono'
import type { PageDeps } from '../app.tsx'
import { ServiceRefused } from '../clients/call.ts'
import { answersTo, fieldsOf, fieldToMend, isAnswered, isJudged, turnAfter } from '../components/cards/answers.ts'
import { CardBody, type ShowingCard } from '../components/cards/body.tsx'
import { type AskingCard, isAsking, type Screen, screensOf } from '../components/cards/screen.ts'
import { Task } from '../components/cards/task.tsx'
import { Climb } from '../components/climb.tsx'
import { ErrorSummary } from '../components/form.tsx'
import { Markdown } from '../components/markdown.tsx'
import { Notice } from '../components/notice.tsx'
import { page } from '../components/page.tsx'
import { formOf } from '../edge/form.ts'
import { keep, keptFields } from '../edge/kept.ts'
import { type Env, type SignedInVisit, signedIn } from '../edge/visit.ts'
import { courseOpener } from './open-course.ts'

/** Islands that a kind of card is better with. */
const islandsOf: Partial<Record<Card['kind'], string>> = {
  question: 'question',
  scenario: 'question',
  order: 'order',
  match: 'match',
  reflection: 'keep',
  checklist: 'keep',
}

/** Where to go once this card is done: the first open card after it, then any that is open, then the end. */
export const placeAfter = (pack: Pick<MicroCoursePack, 'courseId' | 'cards'>, cardId: string, cardsDone: readonly string[]) => {
  const done = new Set([...cardsDone, cardId])
  const index = pack.cards.findIndex((card) => card.cardId === cardId)
  const open = [...pack.cards.slice(index + 1), ...pack.cards].find((card) => !done.has(card.cardId))
  return `/courses/${pack.courseId}/${open?.cardId ?? 'finished'}`
}

/** A card in somebody's hand. */
type InHand<Kind extends Card = Card> = { pack: MicroCoursePack; progress: CourseProgress; card: Kind }
/** One of its screens, and the fields that are known of all of them. */
type Answering = { screen: Screen; fields: URLSearchParams; wrong?: boolean }

const pathOf = ({ pack, card }: InHand) => `/courses/${pack.courseId}/${card.cardId}`
const onward = ({ pack, progress, card }: InHand) => {
  const href = placeAfter(pack, card.cardId, progress.cardsDone)
  return { href, label: href.endsWith('/finished') ? ('course.finish' as const) : ('course.next' as const) }
}

const Progress = ({ visit, inHand: { pack, progress, card } }: { visit: SignedInVisit; inHand: InHand }) => {
  const index = pack.cards.indexOf(card)
  return (
    <Climb
      label={visit.words.t('course.step', { at: index + 1, total: pack.cards.length })}
      total={pack.cards.length}
      at={index}
      done={pack.cards.map(({ cardId }) => progress.cardsDone.includes(cardId))}
    />
  )
}

const Asked = ({ visit: { words }, asked }: { visit: SignedInVisit; asked: string | undefined }) =>
  asked ? (
    <Notice tone="good" status>
      <p>
        <b>{words.t('course.asked-title')}</b> {words.t(asked === 'champion' ? 'course.asked-champion' : 'course.asked-nobody')}
      </p>
    </Notice>
  ) : null

/** The ways aside: a champion, and the same without a screen. */
const Aside = ({ visit, inHand: { pack, card }, children }: { visit: SignedInVisit; inHand: InHand; children?: unknown }) => {
  const { t } = visit.words
  return (
    <div class="between">
      <a class="link" href={`/courses/${pack.courseId}/ask?card=${card.cardId}`}>
        {t(card.kind === 'discussion' ? 'course.ask-champion' : 'course.stuck')}
      </a>
      {children}
      <a class="link" href={`/courses/${pack.courseId}/low-tech?from=${card.cardId}`}>
        {t('course.low-tech')}
      </a>
    </div>
  )
}

const frameOf = ({ pack, card }: InHand, heading: string, back: string) => ({
  title: `${heading} · ${pack.title}`,
  focus: true,
  form: 'card',
  islands: [islandsOf[card.kind] ?? []].flat(),
  back: { href: back },
})

const backFrom = ({ pack, card }: InHand) => {
  const before = pack.cards[pack.cards.indexOf(card) - 1]
  return before ? `/courses/${pack.courseId}/${before.cardId}` : '/'
}

const showingPage = (c: Context<Env>, visit: SignedInVisit, inHand: InHand<ShowingCard>) => {
  const { pack, card } = inHand
  return page(
    c,
    frameOf(inHand, card.heading, backFrom(inHand)),
    <>
      <Progress visit={visit} inHand={inHand} />
      <Asked visit={visit} asked={c.req.query('asked')} />
      <h1>{card.heading}</h1>
      <CardBody words={visit.words} card={card} keepAs={`${pack.courseId}-${card.cardId}`} />
      <form id="card" class="asks" method="post" action={pathOf(inHand)}>
        <input type="hidden" name="version" value={pack.courseVersion} />
        <div class="act">
          <button class="go" type="submit">
            {visit.words.t(onward(inHand).label)}
          </button>
          <Aside visit={visit} inHand={inHand} />
        </div>
      </form>
    </>,
  )
}

const placeOf = (path: string, screen: Screen, screens: readonly Screen[]) => (screen === screens[0] ? path : `${path}?turn=${screen.screenId}`)

const askingPage = (
  c: Context<Env>,
  visit: SignedInVisit,
  inHand: InHand<AskingCard>,
  screens: readonly Screen[],
  { screen, fields, wrong = false }: Answering,
) => {
  const { t } = visit.words
  const { pack, card } = inHand
  const path = pathOf(inHand)
  const isTurn = screen !== screens[0]
  const answers = answersTo(screen, fields)
  const judged = !wrong && isJudged(screen, fields)
  const turn = judged ? turnAfter(screen, answers) : null
  const after = onward(inHand)
  const error = screen.kind === 'order' ? t('course.order-error', { total: screen.items.length }) : t('course.choose-error')
  const cameFrom = screens.find((each) => each.kind === 'choices' && each.choices.some(({ leadsTo }) => leadsTo === screen.screenId))
  return page(
    c,
    frameOf(inHand, screen.heading, isTurn ? placeOf(path, cameFrom ?? screen, screens) : backFrom(inHand)),
    <>
      <Progress visit={visit} inHand={inHand} />
      <Asked visit={visit} asked={c.req.query('asked')} />
      <ErrorSummary title={t('frame.error-summary')} errors={wrong ? [{ field: fieldToMend(screen, answers), message: error }] : []} />
      {isTurn ? (
        <hgroup>
          <p class="here">{card.heading}</p>
          <h1>{screen.heading}</h1>
        </hgroup>
      ) : (
        <h1>{screen.heading}</h1>
      )}
      <Markdown text={screen.body} />
      <form id="card" class="asks" method="post" action={placeOf(path, screen, screens)}>
        <input type="hidden" name="version" value={pack.courseVersion} />
        {fieldsOf(
          screens.filter((each) => each !== screen),
          fields,
        ).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        <Task words={visit.words} screen={screen} answers={answers} judged={judged} wrong={wrong} />
        <div class="act">
          {judged ? null : (
            <button class="go" type="submit" data-check>
              {t('course.check')}
            </button>
          )}
          <a class="go" href={turn ? `${path}?turn=${turn}` : after.href} data-next data-turn={t('course.see')} hidden={!judged}>
            {t(turn ? 'course.see' : after.label)}
          </a>
          <Aside visit={visit} inHand={inHand}>
            {isTurn ? null : (
              <small class="soft" role="status" data-saving={t('course.saving')} data-saved={t('course.saved')} data-not-saved={t('course.not-saved')}>
                {judged ? t('course.saved') : ''}
              </small>
            )}
          </Aside>
        </div>
      </form>
    </>,
    wrong ? 422 : 200,
  )
}

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
    if (!progress.cardsDone.includes(card.cardId)) await noteOpening(visit, pack.courseId, card.cardId)
    if (!isAsking(card)) return showingPage(c, visit, { ...inHand, card })
    const screens = screensOf(card)
    const screen = screenAt(c, screens)
    if (!screen) return c.notFound()
    return askingPage(c, visit, { ...inHand, card }, screens, { screen, fields: keptFields(c, config) ?? new URLSearchParams() })
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
    keep(c, config, c.req.path, new URLSearchParams(fieldsOf(screens, form)))
    const turn = turnAfter(screen, answers)
    return c.redirect(turn && form.get('see') === turn ? `${c.req.path}?turn=${turn}` : placeOf(c.req.path, screen, screens), 303)
  })
  return pages
}
