import type { Audience } from '@handrail/contracts'
import { Hono } from 'hono'
import type { PageDeps } from '../../app.tsx'
import { page } from '../../components/page.tsx'
import { type Env, type SignedInVisit, signedIn } from '../../edge/visit.ts'

type Part = { id: string; who: string; sees: string[] }

/** Who can see what, as it holds for this person now: their teams, and what they share. */
const partsFor = ({ me, words: { t } }: SignedInVisit, shared: ReadonlySet<Audience>): Part[] => {
  const inTeam = me.teamIds.length > 0
  const managers = inTeam ? [t('who-sees.manager-path'), t('who-sees.manager-own'), t('who-sees.manager-never')] : [t('who-sees.manager-none')]
  return [
    { id: 'you', who: t('who-sees.you'), sees: [t('who-sees.you-answers'), t('who-sees.you-picture'), t('who-sees.you-cards'), t('who-sees.you-settings')] },
    { id: 'manager', who: t('who-sees.manager'), sees: [...managers, ...(inTeam && shared.has('manager') ? [t('who-sees.manager-allowed')] : [])] },
    ...(inTeam ? [{ id: 'team', who: t('who-sees.team'), sees: [t(shared.has('team-picture') ? 'who-sees.team-on' : 'who-sees.team-off')] }] : []),
    {
      id: 'champion',
      who: t('who-sees.champion'),
      sees: [t('who-sees.champion-help'), t('who-sees.champion-path'), ...(shared.has('champion') ? [t('who-sees.champion-allowed')] : [])],
    },
    { id: 'agency', who: t('who-sees.agency'), sees: [t('who-sees.agency-list'), t('who-sees.agency-teams'), t('who-sees.agency-never')] },
    { id: 'colleagues', who: t('who-sees.colleagues'), sees: [t('who-sees.colleagues-name')] },
    { id: 'network', who: t('who-sees.network'), sees: [t('who-sees.network-nothing')] },
  ]
}

export const whoSeesWhatPages = ({ clients }: PageDeps) => {
  const pages = new Hono<Env>()

  pages.get('/account/who-sees-what', async (c) => {
    const visit = signedIn(c)
    const { t } = visit.words
    const { entries } = await clients.baselines.consents(visit)
    const shared = new Set(entries.filter(({ granted }) => granted).map(({ audience }) => audience))
    return page(
      c,
      { title: t('who-sees.title'), styles: ['account'], back: { href: '/account', label: t('account.title') } },
      <>
        <div class="opening">
          <h1>{t('who-sees.title')}</h1>
          <p class="lead">{t('who-sees.lead')}</p>
        </div>
        {partsFor(visit, shared).map(({ id, who, sees }) => (
          <section class={id === 'you' ? 'sheet mine' : 'sheet'} aria-labelledby={id}>
            <h2 id={id}>{who}</h2>
            <ul class="prose-list">
              {sees.map((sentence) => (
                <li>{sentence}</li>
              ))}
            </ul>
          </section>
        ))}
        <a class="second" href="/sharing">
          {t('who-sees.change')}
        </a>
      </>,
    )
  })
  return pages
}
