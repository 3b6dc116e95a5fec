import type { MyLearning, MySelfAssessments } from '@handrail/contracts'
import { type Context, Hono } from 'hono'
import { LRUCache } from 'lru-cache'
import type { z } from 'zod'
import type { PageDeps } from '../app.tsx'
import { orAway, ServiceAway, ServiceRefused } from '../clients/call.ts'
import { FollowUp } from '../components/follow-up.tsx'
import { OnceKey } from '../components/form.tsx'
import { KeepCourses } from '../components/keep-courses.tsx'
import { MyChecklists } from '../components/my-checklists.tsx'
import { Notice } from '../components/notice.tsx'
import { page } from '../components/page.tsx'
import { Stair } from '../components/stair.tsx'
import { StepList } from '../components/step-list.tsx'
import { choiceOf, formOf, onceKey } from '../edge/form.ts'
import { type Env, type SignedInVisit, signedIn } from '../edge/visit.ts'
import type { PlainKey } from '../words/words.ts'
import { stepsToKeep } from './kept-learning.ts'
import { askedNow } from './self-assessment-question.tsx'

type Assignment = MyLearning['assignments'][number]
type Step = Assignment['steps'][number]
type Next = NonNullable<MyLearning['next']>
type Started = z.infer<typeof MySelfAssessments>

const NAME_KEPT_MS = 10 * 60_000

const reasonWords = {
  manager: 'home.reason-manager',
  champion: 'home.reason-champion',
  rule: 'home.reason-rule',
  chosen: 'home.reason-chosen',
  'self-assessment': null,
} as const satisfies Record<Assignment['reason'], PlainKey | null>

const firstName = (visit: SignedInVisit) => visit.me.name.split(' ')[0] ?? visit.me.name

const pathTitle = ({ words: { t, pick } }: SignedInVisit, { title, reason }: Assignment) =>
  title ? pick(title) : t(reason === 'chosen' ? 'home.path-chosen' : 'home.path-personal')

const titleOf = ({ words }: SignedInVisit, step: Step) => (step.title ? words.pick(step.title) : words.t('home.this-course'))

/** The card one is at, and which share of the course is left. */
const placeIn = (done: number, cards: number) => ({ card: Math.min(done + 1, cards), cards, share: Math.max(1, cards - done) / cards })

const NextStep = ({ visit, next, sizeFirst }: { visit: SignedInVisit; next: Next; sizeFirst: boolean }) => {
  const { t, number } = visit.words
  const { step, stepNumber, stepsTotal } = next
  const started = step.cardsDone > 0 && step.cardsTotal !== null
  const here = started && step.cardsTotal !== null ? placeIn(step.cardsDone, step.cardsTotal) : null
  const minutes = t('frame.minutes', { count: here ? Math.ceil(step.minutes * here.share) : step.minutes })
  const facts = here ? t('home.next-started', { ...here, minutes }) : t('home.next-facts', { step: stepNumber, steps: stepsTotal, minutes })
  const size = step.kilobytes === null ? null : t('frame.kilobytes', { size: number(step.kilobytes) })
  return (
    <section class="sheet next" aria-labelledby="next">
      <p class="here">{t(started || stepNumber > 1 ? 'home.next' : 'home.next-first')}</p>
      <h2 id="next">{titleOf(visit, step)}</h2>
      <p class="soft">{size === null ? facts : t(sizeFirst ? 'home.next-size-first' : 'home.next-size', { facts, size })}</p>
      <a class="go" href={`/courses/${step.courseId}`}>
        {t(started ? 'home.continue' : 'home.start')}
      </a>
    </section>
  )
}

const stepNotes = ({ words }: SignedInVisit, step: Step, sizeFirst: boolean) => {
  const { t, pick, number } = words
  if (step.state === 'done' && step.testedOut) return [t('home.step-already-there')]
  if (step.state === 'done') return [step.canDo ? pick(step.canDo) : t('home.step-done')]
  if (step.state === 'now') return [t('home.step-now')]
  const minutes = t('frame.minutes', { count: step.minutes })
  return [
    step.kilobytes === null
      ? minutes
      : t(sizeFirst ? 'home.step-ahead-size' : 'home.step-ahead', { minutes, size: t('frame.kilobytes', { size: number(step.kilobytes) }) }),
  ]
}

type PathProps = { visit: SignedInVisit; assignment: Assignment; here: boolean; sizeFirst: boolean }
/** `here` marks the one step to go on with; in another path the next step waits like those after it. */
const Path = ({ visit, assignment, here, sizeFirst }: PathProps) => {
  const { t, day } = visit.words
  const { finishOn, dueOn } = assignment
  const isTooSoon = finishOn !== null && dueOn !== null && finishOn > dueOn
  const steps = assignment.steps.map((step) => (step.state === 'now' && !here ? { ...step, state: 'to-do' as const } : step))
  const reason = reasonWords[assignment.reason]
  const total = assignment.steps.length
  return (
    <section class="stack" aria-labelledby={`path-${assignment.assignmentId}`}>
      <div class="opening">
        <h2 id={`path-${assignment.assignmentId}`}>{pathTitle(visit, assignment)}</h2>
        <p class="soft">
          {assignment.stepsDone === 0 ? t('home.steps-ahead', { total }) : t('home.steps-climbed', { done: assignment.stepsDone, total })}
          {reason ? ` · ${t(reason)}` : ''}
        </p>
        <p class="soft">
          {assignment.minutesPerWeek === 0
            ? t('home.no-minutes')
            : finishOn && !isTooSoon
              ? t('home.finish-on', { minutes: assignment.minutesPerWeek, date: day(finishOn, visit.now) })
              : null}
          {dueOn ? ` ${t(isTooSoon ? 'home.due-too-soon' : 'home.due-on', { date: day(dueOn, visit.now) })}` : null}
        </p>
      </div>
      <StepList
        items={steps.map((step) => ({
          state: step.state,
          title: <a href={`/courses/${step.courseId}`}>{titleOf(visit, step)}</a>,
          notes: stepNotes(visit, step, sizeFirst),
        }))}
      />
    </section>
  )
}

const Begin = ({ visit, started, main }: { visit: SignedInVisit; started: Started; main: boolean }) => {
  const { t } = visit.words
  const look = main ? 'go' : 'second'
  const asked = started.draft ? askedNow(started.draft) : []
  const answered = asked.filter(({ answer }) => answer !== null).length
  if (started.draft && answered > 0) {
    return (
      <section class="sheet next">
        <h2>{t('home.resume-title')}</h2>
        <p>{t('home.resume-lead', { answered, questions: asked.length })}</p>
        <a class={look} href="/self-assessment/continue">
          {t('home.resume')}
        </a>
      </section>
    )
  }
  if (started.submitted && !main) return null
  if (started.submitted) {
    return (
      <section class="sheet next">
        <h2>{t('home.done-title')}</h2>
        <p>{t('home.done-lead')}</p>
        <a class={look} href="/self-assessment">
          {t('home.again')}
        </a>
      </section>
    )
  }
  return (
    <section class="sheet next">
      <h2>{t(main ? 'home.begin-title' : 'home.begin-too')}</h2>
      <p>{t('home.begin-lead')}</p>
      <p class="soft">{t('home.begin-private')}</p>
      <a class={look} href="/self-assessment">
        {t('home.begin')}
      </a>
    </section>
  )
}

const Invitation = ({ visit, invitationId }: { visit: SignedInVisit; invitationId: string }) => {
  const { t } = visit.words
  return (
    <section class="sheet" aria-labelledby="invitation">
      <h2 id="invitation">{t('home.invitation-title')}</h2>
      <p>{t('home.invitation-lead')}</p>
      <form class="pair" method="post" action={`/champion-invitations/${invitationId}`}>
        <OnceKey />
        <button class="second" type="submit" name="answer" value="acceptance">
          {t('home.accept')}
        </button>
        <button class="link" type="submit" name="answer" value="refusal">
          {t('home.decline')}
        </button>
      </form>
    </section>
  )
}

const Answered = ({ visit, learning }: { visit: SignedInVisit; learning: MyLearning }) => {
  const { t, pick } = visit.words
  return learning.answeredHelp.map((help) => (
    <section class="sheet" aria-labelledby={`help-${help.helpRequestId}`}>
      <div>
        <h2 id={`help-${help.helpRequestId}`}>{t('home.help-answered')}</h2>
        {help.title ? <p class="soft">{t('home.about-course', { course: pick(help.title) })}</p> : null}
      </div>
      <blockquote>{help.answer}</blockquote>
      {help.question ? (
        <details>
          <summary>{t('home.you-asked')}</summary>
          <p>{help.question}</p>
        </details>
      ) : null}
    </section>
  ))
}

const Finished = ({ visit, assignments }: { visit: SignedInVisit; assignments: readonly Assignment[] }) => {
  const { t, dayOf } = visit.words
  return assignments.length === 0 ? null : (
    <section class="stack" aria-labelledby="finished">
      <h2 id="finished">{t('home.finished')}</h2>
      <StepList
        items={assignments.map((assignment) => ({
          state: 'done',
          title: <b>{pathTitle(visit, assignment)}</b>,
          notes: [
            t('home.finished-path', {
              steps: assignment.stepsDone,
              date: dayOf(assignment.completedAt ?? assignment.createdAt, visit.me.timeZone, visit.now),
            }),
          ],
        }))}
      />
    </section>
  )
}

const followedUp = ['yes', 'thanks', 'away', 'not-sure-how'] as const

/** A word on what was said about a course. */
const FollowedUp = ({ visit: { words }, said, courseId }: { visit: SignedInVisit; said: string | undefined; courseId: string | undefined }) => {
  const known = followedUp.find((each) => each === said)
  if (!known) return null
  return (
    <Notice tone="good" status>
      <p>{words.t(`follow-up.said-${known}`)}</p>
      {known === 'not-sure-how' && courseId && /^[a-z0-9-]+$/.test(courseId) ? (
        <p>
          <a class="link" href={`/courses/${courseId}/ask`}>
            {words.t('follow-up.ask-about-it')}
          </a>
        </p>
      ) : null}
    </Notice>
  )
}

const said = { accepted: 'home.accepted', declined: 'home.declined' } as const

type Home = { learning: MyLearning; started: Started | null; championName: string | null; sizeFirst: boolean }

const homePage = (c: Context<Env>, visit: SignedInVisit, { learning, started, championName, sizeFirst }: Home) => {
  const { t } = visit.words
  const { next, assignments, invitation } = learning
  const active = assignments.filter(({ state }) => state === 'active')
  const finished = assignments.filter(({ state }) => state === 'completed')
  const onTop = !next && active.length === 0 && finished.length > 0
  const current = active.find(({ assignmentId }) => assignmentId === next?.assignmentId) ?? active[0]
  const askAbout = next?.step.courseId ?? finished.at(-1)?.steps.at(-1)?.courseId
  const begun = assignments.some(({ stepsDone }) => stepsDone > 0)
  const answer = c.req.query('invitation')
  return page(
    c,
    { title: t('home.page-title'), islands: visit.ownDevice ? ['checklists'] : [] },
    <>
      {answer === 'accepted' || answer === 'declined' ? (
        <Notice tone="good" status>
          {t(said[answer])}
        </Notice>
      ) : null}
      <FollowedUp visit={visit} said={c.req.query('follow-up')} courseId={c.req.query('course')} />
      <h1>{t(onTop ? 'home.all-climbed' : begun ? 'home.welcome-back' : 'home.welcome', { name: firstName(visit) })}</h1>
      {current ? <Stair steps={current.steps.length} done={current.stepsDone} /> : onTop ? <Stair steps={5} done={5} /> : <Stair steps={5} done={0} />}
      {next ? <NextStep visit={visit} next={next} sizeFirst={sizeFirst} /> : null}
      {started && !next ? <Begin visit={visit} started={started} main /> : null}
      <Answered visit={visit} learning={learning} />
      {learning.followUp ? <FollowUp visit={visit} followUp={learning.followUp} /> : null}
      {visit.ownDevice ? <MyChecklists visit={visit} /> : null}
      {active
        .toSorted((one, other) => Number(other === current) - Number(one === current))
        .map((assignment) => (
          <Path visit={visit} assignment={assignment} here={assignment === current} sizeFirst={sizeFirst} />
        ))}
      {started && next ? <Begin visit={visit} started={started} main={false} /> : null}
      {visit.ownDevice ? <KeepCourses words={visit.words} steps={stepsToKeep(learning)} /> : null}
      {invitation ? <Invitation visit={visit} invitationId={invitation.invitationId} /> : null}
      <Finished visit={visit} assignments={finished} />
      <p class="between">
        <a class="link" href="/library">
          {t('home.library')}
        </a>
        {begun ? (
          <a class="link" href="/progress">
            {t('home.progress')}
          </a>
        ) : null}
      </p>
      {askAbout ? (
        <p>
          <a class="link" href={`/courses/${askAbout}/ask`}>
            {championName ? t('home.ask-champion-named', { name: championName }) : t('home.ask-champion')}
          </a>
          <br />
          <small class="soft">{t('home.ask-champion-lead')}</small>
        </p>
      ) : null}
    </>,
  )
}

/** The learner's home: one next thing, then the path, then what is finished. */
export const homePages = ({ clients }: PageDeps) => {
  const pages = new Hono<Env>()

  const championNames = new LRUCache<string, string>({ max: 5_000, ttl: NAME_KEPT_MS })

  /** A name is nice to have: without one, the page says "your champion". */
  const nameOf = async (visit: SignedInVisit, personId: string | null) => {
    if (!personId) return null
    const key = `${visit.me.organization.organizationId} ${personId}`
    const known = championNames.get(key)
    if (known) return known
    try {
      const [name] = (await clients.people.names(visit, [personId])).get(personId)?.split(' ') ?? []
      if (name) championNames.set(key, name)
      return name ?? null
    } catch (error) {
      if (error instanceof ServiceAway || error instanceof ServiceRefused) return null
      throw error
    }
  }

  pages.get('/', async (c) => {
    const visit = signedIn(c)
    const [learning, access] = await Promise.all([clients.progress.myLearning(visit), orAway(clients.baselines.access(visit))])
    // Whose path came from somebody else is still asked where they feel steady.
    const planned = learning.assignments.some(({ reason }) => reason === 'self-assessment')
    const started = learning.next && planned ? null : await clients.baselines.mySelfAssessments(visit)
    const championName = await nameOf(visit, learning.championId)
    return homePage(c, visit, { learning, started, championName, sizeFirst: access?.dataIsTight ?? false })
  })
  pages.post('/champion-invitations/:invitationId', async (c) => {
    const visit = signedIn(c)
    const form = await formOf(c)
    const answer = choiceOf(form, 'answer', ['acceptance', 'refusal'])
    await clients.progress.answerInvitation(visit, c.req.param('invitationId'), answer, onceKey(form))
    return c.redirect(`/?invitation=${answer === 'acceptance' ? 'accepted' : 'declined'}`, 303)
  })
  return pages
}
