import type { Card, CourseProgress, MicroCoursePack } from '@handrail/contracts'
import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { answersTo, fieldsOf, fieldToMend, isJudged, turnAfter } from '../components/cards/answers.ts'
import { CardBody, type ShowingCard } from '../components/cards/body.tsx'
import { Heading } from '../components/cards/heading.tsx'
import type { AskingCard, Screen } from '../components/cards/screen.ts'
import { Task } from '../components/cards/task.tsx'
import { Climb } from '../components/climb.tsx'
import { ErrorSummary } from '../components/form.tsx'
import { Markdown } from '../components/markdown.tsx'
import { Notice } from '../components/notice.tsx'
import { page } from '../components/page.tsx'
import type { Env, SignedInVisit } from '../edge/visit.ts'
import { goesOnAt } from '../offline/playing.ts'

/** Islands that a kind of card is better with. */
const islandsOf: Partial<Record<Card['kind'], readonly string[]>> = {
  question: ['question'],
  scenario: ['question'],
  order: ['order'],
  match: ['match'],
  reflection: ['keep'],
  checklist: ['keep', 'checklist'],
}

/** Where to go once this card is done: the first open card after it, then any that is open, then the end. */
export const placeAfter = (pack: Pick<MicroCoursePack, 'courseId' | 'cards'>, cardId: string, cardsDone: readonly string[]) =>
  goesOnAt(
    pack.courseId,
    pack.cards.map((card) => card.cardId),
    cardsDone,
    cardId,
  )

/** A card in somebody's hand. */
export type InHand<Kind extends Card = Card> = { pack: MicroCoursePack; progress: CourseProgress; card: Kind }
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
      of={pack.title}
      out={{ href: '/', label: visit.words.t('course.back-to-path') }}
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
const Aside = ({ visit, inHand: { pack, card }, children }: { visit: SignedInVisit; inHand: InHand; children?: Child }) => {
  const { t } = visit.words
  return (
    <div class="between">
      <a class="link" href={`/courses/${pack.courseId}/ask?card=${card.cardId}`}>
        {t('course.stuck')}
      </a>
      {children}
      <a class="link" href={`/courses/${pack.courseId}/low-tech?from=${card.cardId}`}>
        {t('course.low-tech')}
      </a>
    </div>
  )
}

/** What the islands know of the place of a card: whose it is, whether it is done, and its neighbours. */
const placesOf = ({ me }: SignedInVisit, { pack, progress, card }: InHand, before: string | undefined) => {
  const at = pack.cards.indexOf(card)
  const hrefOf = (place: number) => (pack.cards[place] ? `/courses/${pack.courseId}/${pack.cards[place].cardId}` : undefined)
  return {
    'data-person': me.personId,
    'data-done': progress.cardsDone.includes(card.cardId) ? 'yes' : undefined,
    'data-first': hrefOf(0),
    'data-before': before ?? hrefOf(at - 1),
    'data-after': hrefOf(at + 1),
    'data-last': hrefOf(pack.cards.length - 1),
  }
}

/** A mark for the champion's page, and no word: the person's name, the course and the heading of the card. */
const BringToChampion = ({ visit, inHand, said }: { visit: SignedInVisit; inHand: InHand; said: string | undefined }) => {
  const { t } = visit.words
  const isMarked = inHand.progress.talkingPoints.includes(inHand.card.cardId)
  return (
    <form class={isMarked ? 'notice good' : 'notice calm'} method="post" action={`${pathOf(inHand)}/talking-point`}>
      {isMarked ? null : <p>{t('course.discussion-hint')}</p>}
      <p role={said ? 'status' : undefined}>{t(isMarked ? 'course.brought' : said === 'taken-back' ? 'course.taken-back' : 'course.bring-lead')}</p>
      <button class={isMarked ? 'link' : 'second'} type="submit" name="talk" value={isMarked ? 'no' : 'yes'}>
        {t(isMarked ? 'course.take-back' : 'course.bring')}
      </button>
    </form>
  )
}

const frameOf = ({ pack, card }: InHand, heading: string, back: string) => ({
  title: `${heading} · ${pack.title}`,
  focus: true,
  form: 'card',
  islands: [...(islandsOf[card.kind] ?? []), 'between-cards'],
  back: { href: back },
})

const cardBefore = ({ pack, card }: InHand) => {
  const before = pack.cards[pack.cards.indexOf(card) - 1]
  return before ? `/courses/${pack.courseId}/${before.cardId}` : '/'
}

/** A card that checks nothing. */
export const showingPage = (c: Context<Env>, visit: SignedInVisit, inHand: InHand<ShowingCard>) => {
  const { pack, card } = inHand
  const { courseId, courseVersion, title } = pack
  const kept = visit.ownDevice ? { personId: visit.me.personId, courseId, courseVersion, courseTitle: title } : null
  return page(
    c,
    frameOf(inHand, card.heading, cardBefore(inHand)),
    <>
      <Progress visit={visit} inHand={inHand} />
      <Asked visit={visit} asked={c.req.query('asked')} />
      <Heading>{card.heading}</Heading>
      <CardBody words={visit.words} card={card} keepAs={`${visit.me.personId}-${pack.courseId}-${card.cardId}`} kept={kept} />
      {card.kind === 'discussion' ? <BringToChampion visit={visit} inHand={inHand} said={c.req.query('said')} /> : null}
      <form id="card" class="asks" method="post" action={pathOf(inHand)} {...placesOf(visit, inHand, undefined)}>
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

/** Where a screen of a card is: the card's own address, or a turn of it. */
export const placeOf = (path: string, screen: Screen, screens: readonly Screen[]) => (screen === screens[0] ? path : `${path}?turn=${screen.screenId}`)

/** Back from a turn: to what led there. */
const screenBefore = (screen: Screen, screens: readonly Screen[]) =>
  screens.find((each) => each.kind === 'choices' && each.choices.some(({ leadsTo }) => leadsTo === screen.screenId))

/** A card that asks something, or a turn of its story. */
export const askingPage = (
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
  const before = screenBefore(screen, screens)
  const answers = answersTo(screen, fields)
  const judged = !wrong && isJudged(screen, fields)
  const turn = judged ? turnAfter(screen, answers) : null
  const after = onward(inHand)
  const error = screen.kind === 'order' ? t('course.order-error', { total: screen.items.length }) : t('course.choose-error')
  return page(
    c,
    frameOf(inHand, screen.heading, before ? placeOf(path, before, screens) : cardBefore(inHand)),
    <>
      <Progress visit={visit} inHand={inHand} />
      <Asked visit={visit} asked={c.req.query('asked')} />
      <ErrorSummary title={t('frame.error-summary')} errors={wrong ? [{ field: fieldToMend(screen, answers), message: error }] : []} />
      {isTurn ? (
        <hgroup>
          <p class="here">{card.heading}</p>
          <Heading focus={!wrong}>{screen.heading}</Heading>
        </hgroup>
      ) : (
        <Heading focus={!wrong}>{screen.heading}</Heading>
      )}
      <Markdown text={screen.body} />
      <form id="card" class="asks" method="post" action={placeOf(path, screen, screens)} {...placesOf(visit, inHand, before && placeOf(path, before, screens))}>
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
              <small
                class="soft"
                role="status"
                data-saving={t('course.saving')}
                data-saved={t('course.saved')}
                data-sent={t('course.sent')}
                data-on-phone={t('course.on-phone')}
                data-not-saved={t('course.not-saved')}
              >
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
