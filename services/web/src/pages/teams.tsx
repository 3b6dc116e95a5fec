import { type TeamPeople as PeoplePage, ProtectedTime, type TeamProgress } from '@handrail/contracts'
import { type Context, Hono } from 'hono'
import type { PageDeps } from '../app.tsx'
import { orAway, ServiceRefused } from '../clients/call.ts'
import { namesOf, peopleInWords } from '../components/counted.ts'
import { Empty, Notice } from '../components/notice.tsx'
import { page } from '../components/page.tsx'
import { askedOf, teamAddress } from '../components/team-address.ts'
import { TeamPeople } from '../components/team-people.tsx'
import { TeamPicture } from '../components/team-picture.tsx'
import { teamSentence } from '../components/team-sentence.ts'
import { formOf } from '../edge/form.ts'
import { type Env, type SignedInVisit, signedIn } from '../edge/visit.ts'
import { opened } from '../words/in-words.ts'
import { timeOfDay } from '../words/time-of-day.ts'

/** The minutes that were chosen, `''` for none; null when they cannot be read. */
const timeIn = (form: URLSearchParams) => {
  const minutes = form.get('minutes')
  return ProtectedTime.safeParse({ minutesPerWeek: minutes === '' ? null : Number(minutes ?? 'none') }).data ?? null
}

/** Protected time is people's; what progress has heard of it may be a moment old. */
const factsOf = ({ people, withoutProtectedTime }: PeoplePage, { facts }: TeamProgress) => ({
  ...facts,
  people,
  withoutProtectedTime: withoutProtectedTime.people,
})

/** The one next act: give time to those who have none. */
const ProtectTime = ({ visit: { words }, team: { teamId, withoutProtectedTime: without } }: { visit: SignedInVisit; team: PeoplePage }) =>
  without.people === 0 ? null : (
    <Notice>
      <p>{words.t('teams.protect-note', { names: namesOf(words, without.names, without.people) })}</p>
      <form method="post" action={`/teams/${teamId}/protected-time`}>
        <button class="second" type="submit" name="minutes" value="15">
          {words.t('teams.protect')}
        </button>
      </form>
    </Notice>
  )

const Batch = ({ visit: { words, me }, teamId, batch }: { visit: SignedInVisit; teamId: string; batch: TeamProgress['undoable'][number] }) => {
  const { t, pick } = words
  const people = peopleInWords(words, batch.people)
  return (
    <Notice tone="good" status>
      <p>{batch.title ? t('teams.given', { title: pick(batch.title), people }) : t('teams.given-untitled', { people })}</p>
      <form class="between" method="post" action={`/teams/${teamId}/undo`}>
        <span>{t('teams.undo-until', { time: timeOfDay(words, batch.undoUntil, me.timeZone) })}</span>
        <button class="second" type="submit" name="batch" value={batch.batchId}>
          {t('teams.undo')}
        </button>
      </form>
    </Notice>
  )
}

const said = { time: ['good', 'teams.protect-saved'], undone: ['good', 'teams.undone'], late: ['calm', 'teams.undo-late'] } as const
const Said = ({ c }: { c: Context<Env> }) => {
  const what = c.req.query('said') ?? ''
  if (!Object.hasOwn(said, what)) return null
  const [tone, key] = said[what as keyof typeof said]
  return (
    <Notice tone={tone} status>
      {c.var.visit.words.t(key)}
    </Notice>
  )
}

/** A manager's teams: how each is doing, in words; time to protect; what was assigned, while it can be undone. */
export const teamPages = ({ clients }: PageDeps) => {
  const pages = new Hono<Env>()

  pages.get('/teams', async (c) => {
    const visit = signedIn(c)
    const { words, me } = visit
    const { t } = words
    const [only, ...more] = me.managedTeams
    if (only && more.length === 0) return c.redirect(`/teams/${only.teamId}`, 303)
    const progress = await Promise.all(me.managedTeams.map(({ teamId }) => orAway(clients.progress.teamProgress(visit, teamId, []))))
    return page(
      c,
      { title: t('teams.title'), styles: ['teams'] },
      only ? (
        <>
          <h1>{t('teams.title')}</h1>
          <ul class="teams">
            {me.managedTeams.map(({ teamId, name, site, people }, index) => (
              <li class="sheet">
                <h2>
                  <a href={`/teams/${teamId}`}>{t('teams.place', { team: name, site })}</a>
                </h2>
                <p>{progress[index] ? teamSentence(words, progress[index].facts) : opened(peopleInWords(words, people))}</p>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <>
          <h1>{t('teams.title')}</h1>
          <Empty scene="landing" title={t('teams.none-title')} lead={t('teams.none-lead')} action={{ href: '/', label: t('teams.go-home') }} />
        </>
      ),
    )
  })

  pages.get('/teams/:teamId', async (c) => {
    const visit = signedIn(c)
    const { words, me, now } = visit
    const { t } = words
    const teamId = c.req.param('teamId')
    const asked = askedOf(c)
    const isFirst = asked.cursor === 0 && asked.words === ''
    const peopleNow = async () => {
      const team = await clients.people.teamPeople(visit, teamId, asked)
      const personIds = team.rows.map(({ personId }) => personId)
      const [progress, wishes] = await Promise.all([
        clients.progress.teamProgress(visit, teamId, personIds),
        orAway(clients.baselines.teamWishes(visit, teamId, personIds)),
      ])
      return { team, progress, wishes }
    }
    // The picture is of the whole team: on the first page, and waiting for nobody's names.
    const [{ team, progress, wishes }, picture] = await Promise.all([peopleNow(), isFirst ? orAway(clients.baselines.teamPicture(visit, teamId)) : null])
    const place = t('teams.place', { team: team.name, site: team.site })
    return page(
      c,
      { title: place, styles: ['teams'], wide: true, ...(me.managedTeams.length > 1 ? { back: { href: '/teams', label: t('teams.title') } } : {}) },
      <>
        <div class="opening">
          <p class="soft">{place}</p>
          <h1>{teamSentence(words, factsOf(team, progress))}</h1>
        </div>
        <Said c={c} />
        {progress.undoable.map((batch) => (
          <Batch visit={visit} teamId={teamId} batch={batch} />
        ))}
        {isFirst ? <ProtectTime visit={visit} team={team} /> : null}
        <a class="go short" href={`/teams/${teamId}/assign`}>
          {t('teams.assign')}
        </a>
        {isFirst ? <TeamPicture words={words} picture={picture} /> : null}
        <TeamPeople words={words} page={team} asked={asked} progress={progress} wishes={wishes} saved={c.req.query('saved') ?? null} now={now} />
      </>,
    )
  })

  pages.post('/teams/:teamId/protected-time', async (c) => {
    const visit = signedIn(c)
    const teamId = c.req.param('teamId')
    const time = timeIn(await formOf(c))
    if (!time) return c.redirect(`/teams/${teamId}`, 303)
    const { members } = await clients.people.team(visit, teamId)
    // Whoever has none at this moment, so a double tap is harmless.
    const without = members.filter(({ protectedMinutes }) => !protectedMinutes)
    await Promise.all(without.map(({ personId }) => clients.people.protectTime(visit, personId, time)))
    return c.redirect(`/teams/${teamId}?said=time`, 303)
  })

  pages.post('/teams/:teamId/people/:personId/protected-time', async (c) => {
    const visit = signedIn(c)
    const { teamId, personId } = c.req.param()
    const asked = askedOf(c)
    const time = timeIn(await formOf(c))
    if (!time) return c.redirect(teamAddress(teamId, asked), 303)
    await clients.people.protectTime(visit, personId, time)
    return c.redirect(`${teamAddress(teamId, asked, '', { saved: personId })}#p-${personId}`, 303)
  })

  pages.post('/teams/:teamId/undo', async (c) => {
    const visit = signedIn(c)
    const here = `/teams/${c.req.param('teamId')}`
    try {
      await clients.progress.undoAssigning(visit, (await formOf(c)).get('batch') ?? '')
    } catch (error) {
      if (error instanceof ServiceRefused && error.problem.code === 'undo-too-late') return c.redirect(`${here}?said=late`, 303)
      throw error
    }
    return c.redirect(`${here}?said=undone`, 303)
  })

  return pages
}
