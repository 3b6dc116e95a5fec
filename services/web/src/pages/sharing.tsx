import { Audience } from '@handrail/contracts'
import { Hono } from 'hono'
import type { PageDeps } from '../app.tsx'
import { Notice } from '../components/notice.tsx'
import { page } from '../components/page.tsx'
import { choiceOf, formOf } from '../edge/form.ts'
import { type Env, signedIn } from '../edge/visit.ts'

/** The audiences that are shown something once they are shared with. Others follow when a page reads their consent. */
const shown = ['team-picture'] as const
type Shown = (typeof shown)[number]
const isShown = (audience: string): audience is Shown => shown.some((each) => each === audience)

/** The ledger of who sees what. Sharing is an act, per audience, and can be taken back. */
export const sharingPages = ({ clients }: PageDeps) => {
  const pages = new Hono<Env>()

  pages.get('/sharing', async (c) => {
    const visit = signedIn(c)
    const ledger = await clients.baselines.consents(visit)
    const entries = ledger.entries.flatMap((entry) => (isShown(entry.audience) ? [{ ...entry, audience: entry.audience }] : []))
    const { t, dayOf } = visit.words
    const state = (granted: boolean, changedAt: string | null) => {
      if (!changedAt) return t(granted ? 'sharing.on' : 'sharing.off')
      return t(granted ? 'sharing.on-since' : 'sharing.off-since', { date: dayOf(changedAt, visit.me.timeZone, visit.now) })
    }
    return page(
      c,
      { title: t('sharing.title') },
      <>
        {c.req.query('saved') === 'yes' ? (
          <Notice tone="good" status>
            {t('sharing.saved')}
          </Notice>
        ) : null}
        <div class="opening">
          <h1>{t('sharing.title')}</h1>
          <p class="lead">{t('sharing.lead')}</p>
        </div>
        {entries.map(({ audience, granted, changedAt }) => (
          <section class="sheet ledger" aria-labelledby={audience}>
            <h2 id={audience}>{t(`sharing.${audience}`)}</h2>
            <p>{t(`sharing.${audience}-sees`)}</p>
            <form class="between" method="post" action={`/sharing/${audience}`}>
              <span class={granted ? 'state on' : 'state'}>{state(granted, changedAt)}</span>
              <button
                class="second"
                type="submit"
                name="granted"
                value={granted ? 'no' : 'yes'}
                aria-label={t(granted ? 'sharing.stop-what' : 'sharing.share-what', { what: t(`sharing.${audience}`) })}
              >
                {t(granted ? 'sharing.stop' : 'sharing.share')}
              </button>
            </form>
          </section>
        ))}
        <section class="stack" aria-labelledby="always">
          <h2 id="always">{t('sharing.always-title')}</h2>
          <ul class="prose-list">
            <li>{t('sharing.always-manager')}</li>
            <li>{t('sharing.always-champion')}</li>
            <li>{t('sharing.always-agency')}</li>
          </ul>
        </section>
        <section class="stack" aria-labelledby="never">
          <h2 id="never">{t('sharing.never-title')}</h2>
          <p>{t('sharing.never-lead')}</p>
        </section>
      </>,
    )
  })

  pages.post('/sharing/:audience', async (c) => {
    const visit = signedIn(c)
    const audience = Audience.safeParse(c.req.param('audience'))
    if (!audience.success || !isShown(audience.data)) return c.notFound()
    await clients.baselines.consent(visit, audience.data, choiceOf(await formOf(c), 'granted', ['yes', 'no']) === 'yes')
    return c.redirect('/sharing?saved=yes', 303)
  })
  return pages
}
