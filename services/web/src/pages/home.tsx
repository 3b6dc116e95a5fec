import type { MyLearning } from '@handrail/contracts'
import { type Context, Hono } from 'hono'
import { LRUCache } from 'lru-cache'
import type { PageDeps } from '../app.tsx'
import { orAway, ServiceAway, ServiceRefused } from '../clients/call.ts'
import { FollowUp } from '../components/follow-up.tsx'
import { KeepCourses } from '../components/keep-courses.tsx'
import { MyChecklists } from '../components/my-checklists.tsx'
import { Notice } from '../components/notice.tsx'
import { page } from '../components/page.tsx'
import { Stair } from '../components/stair.tsx'
import { choiceOf, formOf, onceKey } from '../edge/form.ts'
import { type Env, type SignedInVisit, signedIn } from '../edge/visit.ts'
import { NextStep, Path } from './home-path.tsx'
import { Answered, Begin, Finished, FollowedUp, Invitation, type Started } from './home-sections.tsx'
import { stepsToKeep } from './kept-learning.ts'

const NAME_KEPT_MS = 10 * 60_000

const firstName = (visit: SignedInVisit) => visit.me.name.split(' ')[0] ?? visit.me.name

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
export const homePages = ({ clients, sessions }: PageDeps) => {
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
    const [learning, sizeFirst] = await Promise.all([clients.progress.myLearning(visit), orAway(sessions.dataIsTight(visit.session, visit))])
    // Whose path came from somebody else is still asked where they feel steady.
    const planned = learning.assignments.some(({ reason }) => reason === 'self-assessment')
    const started = learning.next && planned ? null : await clients.baselines.mySelfAssessments(visit)
    const championName = await nameOf(visit, learning.championId)
    return homePage(c, visit, { learning, started, championName, sizeFirst: sizeFirst ?? false })
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
