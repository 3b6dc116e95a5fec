import { Audience } from '@handrail/contracts'
import { Hono } from 'hono'
import type { PageDeps } from '../app.tsx'
import { Ledger } from '../components/ledger.tsx'
import { Notice } from '../components/notice.tsx'
import { page } from '../components/page.tsx'
import { choiceOf, formOf } from '../edge/form.ts'
import { type Env, signedIn } from '../edge/visit.ts'

/** The ledger of who sees what. Sharing is an act, per audience, and can be taken back. */
export const sharingPages = ({ clients }: PageDeps) => {
  const pages = new Hono<Env>()

  pages.get('/sharing', async (c) => {
    const visit = signedIn(c)
    const ledger = await clients.baselines.consents(visit)
    const { t } = visit.words
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
        <Ledger visit={visit} entries={ledger.entries} from="sharing" />
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
    if (!audience.success) return c.notFound()
    const form = await formOf(c)
    await clients.baselines.consent(visit, audience.data, choiceOf(form, 'granted', ['yes', 'no']) === 'yes')
    return c.redirect(form.get('from') === 'plan' ? '/plan?saved=yes#who-sees' : '/sharing?saved=yes', 303)
  })
  return pages
}
