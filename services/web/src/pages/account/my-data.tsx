import { Hono } from 'hono'
import type { PageDeps } from '../../app.tsx'
import { page } from '../../components/page.tsx'
import { type Env, signedIn } from '../../edge/visit.ts'
import { today } from '../../words/time-of-day.ts'
import { myDataFile } from './my-data-file.ts'

/** All that we hold of somebody: to take along, or to erase. */
export const myDataPages = ({ clients }: PageDeps) => {
  const pages = new Hono<Env>()

  pages.get('/account/my-data', (c) => {
    const { t } = signedIn(c).words
    return page(
      c,
      { title: t('my-data.title'), back: { href: '/account', label: t('account.title') } },
      <>
        <div class="opening">
          <h1>{t('my-data.title')}</h1>
          <p class="lead">{t('my-data.lead')}</p>
        </div>
        <section class="sheet" aria-labelledby="take">
          <h2 id="take">{t('my-data.export-title')}</h2>
          <p>
            {t('my-data.export-lead')} {t('my-data.export-others')}
          </p>
          <p class="soft">{t('my-data.export-kind')}</p>
          <p class="soft">{t('my-data.export-care')}</p>
          <a class="go short" href="/account/my-data/file" download>
            {t('my-data.export-get')}
          </a>
        </section>
        <section class="sheet" aria-labelledby="erase">
          <h2 id="erase">{t('my-data.erase-title')}</h2>
          <p>{t('my-data.erase-lead')}</p>
          <p>
            <a class="link" href="/account/erase">
              {t('my-data.erase-open')}
            </a>
          </p>
        </section>
      </>,
    )
  })

  pages.get('/account/my-data/file', async (c) => {
    const visit = signedIn(c)
    const file = await myDataFile(clients, visit)
    return c.body(file, 200, {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="handrail-${today(visit.now, visit.me.timeZone)}.json"`,
      'cache-control': 'no-store',
    })
  })
  return pages
}
