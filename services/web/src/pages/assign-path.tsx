import { Day, type DryRun as DryRunResult, type LearningPathSummary, type Team } from '@handrail/contracts'
import { type Context, Hono } from 'hono'
import type { PageDeps } from '../app.tsx'
import { AssignForm, type Chosen, type Wrong } from '../components/assign-form.tsx'
import { DryRun } from '../components/dry-run.tsx'
import { Empty } from '../components/notice.tsx'
import { page } from '../components/page.tsx'
import { assignRefusal } from '../components/refusal.ts'
import { formOf, onceKey } from '../edge/form.ts'
import { forgetKept, keep, keptFields } from '../edge/kept.ts'
import { type Env, type SignedInVisit, signedIn } from '../edge/visit.ts'
import { today } from '../words/time-of-day.ts'
import type { Words } from '../words/words.ts'

/** Of several fields of one name the last counts: a button's, or what was typed. */
const last = (form: URLSearchParams, name: string) => form.getAll(name).at(-1) ?? ''

const chosenIn = (form: URLSearchParams): Chosen => ({ pathId: last(form, 'path'), personIds: [...new Set(form.getAll('person'))], dueOn: last(form, 'due') })

const fieldsOf = ({ pathId, personIds, dueOn }: Chosen) =>
  new URLSearchParams([['path', pathId], ...personIds.map((personId) => ['person', personId]), ['due', dueOn]])

const wrongIn = ({ t }: Words, { pathId, personIds, dueOn }: Chosen, paths: readonly LearningPathSummary[]): Wrong[] => [
  ...(paths.some((path) => path.pathId === pathId) ? [] : [{ field: 'path' as const, message: t('teams.path-missing') }]),
  ...(personIds.length > 0 ? [] : [{ field: 'person' as const, message: t('teams.people-missing') }]),
  ...(dueOn === '' || Day.safeParse(dueOn).success ? [] : [{ field: 'due' as const, message: t('teams.date-wrong') }]),
]

type Options = { visit: SignedInVisit; team: Team; paths: readonly LearningPathSummary[] }

/** Assigning a path to a team: choose, see what it takes, confirm. */
export const assignPathPages = ({ clients, config }: PageDeps) => {
  const pages = new Hono<Env>()

  const optionsOf = async (c: Context<Env>): Promise<Options> => {
    const visit = signedIn(c)
    const [team, all] = await Promise.all([
      clients.people.team(visit, c.req.param('teamId') ?? ''),
      clients.catalogue.learningPaths(visit, visit.me.organization.organizationId),
    ])
    // Becoming a champion is an invitation, which a person accepts; it is never assigned.
    return { visit, team, paths: all.filter(({ grantsRole }) => grantsRole === null) }
  }
  const backTo = (team: Team, { t }: Words) => ({ href: `/teams/${team.teamId}`, label: t('teams.team') })

  const formPage = (c: Context<Env>, { visit, team, paths }: Options, chosen: Chosen, wrong: readonly Wrong[] = []) => {
    const { words, me, now } = visit
    const { t } = words
    const head = { title: t('teams.assign'), styles: ['teams'], focus: true, back: backTo(team, words) }
    if (paths.length === 0) {
      return page(
        c,
        head,
        <>
          <h1>{t('teams.assign')}</h1>
          <Empty
            scene="landing"
            title={t('teams.no-paths-title')}
            lead={t('teams.no-paths-lead')}
            action={{ href: `/teams/${team.teamId}`, label: t('teams.back-to-team') }}
          />
        </>,
      )
    }
    const form = <AssignForm words={words} team={team} paths={paths} chosen={chosen} wrong={wrong} firstDay={today(now, me.timeZone)} />
    return page(c, { ...head, form: 'assign' }, form, wrong.length > 0 ? 422 : 200)
  }

  const dryRunPage = async (c: Context<Env>, options: Options, chosen: Chosen, wrong: readonly Wrong[] = [], kept: string | null = null) => {
    const { visit, team, paths } = options
    const { words, now } = visit
    const path = paths.find(({ pathId }) => pathId === chosen.pathId)
    const missing = wrongIn(words, chosen, paths)
    if (!path || missing.length > 0) return formPage(c, options, chosen, missing)
    let result: DryRunResult
    try {
      result = await clients.progress.dryRun(visit, requestOf(team, chosen))
    } catch (error) {
      const refusal = assignRefusal(words, error, now)
      if (!refusal) throw error
      return formPage(c, options, chosen, [refusal])
    }
    const head = { title: words.t('teams.check-page'), styles: ['teams'], form: 'assign', focus: true, back: backTo(team, words) }
    return page(
      c,
      head,
      <DryRun words={words} team={team} path={path} chosen={chosen} result={result} wrong={wrong} now={now} kept={kept} />,
      wrong.length > 0 ? 409 : 200,
    )
  }

  const requestOf = (team: Team, { pathId, personIds, dueOn }: Chosen) => ({ teamId: team.teamId, pathId, personIds: [...personIds], dueOn: dueOn || null })

  const everybody = ({ team, paths: [only, ...others] }: Options): Chosen => ({
    pathId: only && others.length === 0 ? only.pathId : '',
    personIds: team.members.map(({ personId }) => personId),
    dueOn: '',
  })

  // What is chosen is kept, and both steps are pages of their own, so that Back on a phone leads from one to the other.
  pages.get('/teams/:teamId/assign', async (c) => {
    const options = await optionsOf(c)
    const kept = keptFields(c, config)
    if (!kept) return formPage(c, options, everybody(options))
    // Switching the language in the middle of choosing keeps to choosing.
    return c.req.query('see') === 'check' && !kept.has('choosing')
      ? dryRunPage(c, options, chosenIn(kept), [], kept.get('key'))
      : formPage(c, options, chosenIn(kept))
  })

  pages.post('/teams/:teamId/assign', async (c) => {
    signedIn(c)
    const here = `/teams/${c.req.param('teamId')}/assign`
    const form = await formOf(c)
    const chosen = chosenIn(form)
    const step = last(form, 'step')
    if (step !== 'confirm') {
      if (keep(c, config, here, fieldsOf(chosen))) return c.redirect(step === 'change' ? here : `${here}?see=check`, 303)
      const options = await optionsOf(c)
      return step === 'change' ? formPage(c, options, chosen) : dryRunPage(c, options, chosen)
    }
    const options = await optionsOf(c)
    const { visit, team } = options
    const missing = wrongIn(visit.words, chosen, options.paths)
    if (missing.length > 0) return formPage(c, options, chosen, missing)
    try {
      await clients.progress.assign(visit, requestOf(team, chosen), onceKey(form))
    } catch (error) {
      const refusal = assignRefusal(visit.words, error, visit.now)
      if (!refusal) throw error
      if (refusal.field === 'due' && !refusal.dateThatFits) return formPage(c, options, chosen, [refusal])
      return dryRunPage(c, options, chosen, [refusal])
    }
    forgetKept(c, config)
    // The team's page says what was assigned, and offers to undo it.
    return c.redirect(`/teams/${team.teamId}`, 303)
  })

  return pages
}
