import { Hono } from 'hono'
import type { PageDeps } from '../app.tsx'
import { ServiceAway } from '../clients/call.ts'
import { page } from '../components/page.tsx'
import { type Env, type SignedInVisit, signedIn } from '../edge/visit.ts'
import { quietSentence } from '../words/quiet-hours.ts'
import { settingsInWords } from './account/settings.tsx'

/** What a row leads to, and what holds now. */
type Row = { href: string; title: string; now: string }

/** My account: who I am here, and the way to each thing that I can change. */
export const accountPages = ({ clients }: PageDeps) => {
  const pages = new Hono<Env>()

  const rowsOf = async (visit: SignedInVisit): Promise<Row[]> => {
    const { t } = visit.words
    const preferences = await clients.notifications.preferences(visit).catch((error: unknown) => {
      if (error instanceof ServiceAway) return null
      throw error
    })
    return [
      { href: '/account/settings', title: t('account.settings'), now: settingsInWords(visit) },
      { href: '/account/mail', title: t('account.mail'), now: preferences ? t(`mail.${preferences.digest}`) : t('account.away') },
      {
        href: '/account/quiet-hours',
        title: t('account.quiet-hours'),
        now: preferences ? quietSentence(visit.words, preferences.quietHours) : t('account.away'),
      },
      { href: '/account/access', title: t('account.access'), now: t('account.access-lead') },
      { href: '/account/devices', title: t('account.devices'), now: t('account.devices-lead') },
      { href: '/account/who-sees-what', title: t('account.who-sees'), now: t('account.who-sees-lead') },
      { href: '/account/my-data', title: t('account.my-data'), now: t('account.my-data-lead') },
    ]
  }

  pages.get('/account', async (c) => {
    const visit = signedIn(c)
    const { me } = visit
    const { t } = visit.words
    const rows = await rowsOf(visit)
    return page(
      c,
      { title: t('account.title'), styles: ['account'] },
      <>
        <h1>{t('account.title')}</h1>
        <dl class="facts">
          <div>
            <dt>{t('account.name')}</dt>
            <dd>{me.name}</dd>
          </div>
          <div>
            <dt>{t('account.address')}</dt>
            <dd>{me.address}</dd>
          </div>
          <div>
            <dt>{t('account.organization')}</dt>
            <dd>{me.organization.name}</dd>
          </div>
          {me.protectedMinutes === null ? null : (
            <div>
              <dt>{t('account.minutes-protected')}</dt>
              <dd>{t('account.minutes-protected-is', { minutes: me.protectedMinutes })}</dd>
            </div>
          )}
        </dl>
        <nav class="rows" aria-label={t('account.my-settings')}>
          <ul>
            {rows.map(({ href, title, now }) => (
              <li>
                <a href={href}>
                  <b>{title}</b> <small>{now}</small>
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <form class="stack" method="post" action="/sign-out">
          <button class="second" type="submit">
            {t('account.sign-out')}
          </button>
          <small class="soft">{t('account.sign-out-lead')}</small>
        </form>
      </>,
    )
  })
  return pages
}
