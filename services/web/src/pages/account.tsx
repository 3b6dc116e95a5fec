import { MeChange, type MinutesPerWeek } from '@handrail/contracts'
import { Hono } from 'hono'
import type { z } from 'zod'
import type { PageDeps } from '../app.tsx'
import { refused, ServiceAway } from '../clients/call.ts'
import { Field } from '../components/form.tsx'
import { Notice } from '../components/notice.tsx'
import { page } from '../components/page.tsx'
import { LANGUAGE, writeCookie } from '../edge/cookies.ts'
import { choiceOf, formOf } from '../edge/form.ts'
import { forgetKept, keptFields } from '../edge/kept.ts'
import { type Env, signedIn } from '../edge/visit.ts'

/** One per Canadian zone; whoever has another keeps it. */
const zones = ['St_Johns', 'Halifax', 'Toronto', 'Winnipeg', 'Regina', 'Edmonton', 'Vancouver', 'Whitehorse'] as const
const minutesOffered: readonly z.infer<typeof MinutesPerWeek>[] = [10, 15, 20, 30, 45, 60, 90, 120]

/** My account: language and time, mail, who sees what, signing out. */
export const accountPages = ({ clients, sessions, config }: PageDeps) => {
  const pages = new Hono<Env>()

  pages.get('/account', async (c) => {
    const visit = signedIn(c)
    const { me } = visit
    const { t } = visit.words
    const preferences = await clients.notifications.preferences(visit).catch((error: unknown) => {
      if (error instanceof ServiceAway) return null
      throw error
    })
    const kept = keptFields(c, config)
    const timeZone = kept?.get('timeZone') ?? me.timeZone
    const minutes = kept?.get('minutes') ?? String(me.minutesPerWeek ?? '')
    const offered =
      me.minutesPerWeek === null || minutesOffered.includes(me.minutesPerWeek) ? minutesOffered : [...minutesOffered, me.minutesPerWeek].sort((a, b) => a - b)
    const isListed = zones.some((zone) => `America/${zone}` === me.timeZone)
    return page(
      c,
      { title: t('account.title'), form: 'settings' },
      <>
        {c.req.query('saved') === 'yes' ? (
          <Notice tone="good" status>
            {t('account.saved')}
          </Notice>
        ) : null}
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
        <form id="settings" class="sheet" method="post" action="/account">
          <h2>{t('account.settings')}</h2>
          <Field id="speak" label={t('account.language')}>
            <select id="speak" name="speak">
              <option value="en" lang="en" selected={me.language === 'en'}>
                {t('account.english')}
              </option>
              <option value="fr" lang="fr" selected={me.language === 'fr'}>
                {t('account.french')}
              </option>
            </select>
          </Field>
          <Field id="timeZone" label={t('account.time-zone')}>
            <select id="timeZone" name="timeZone">
              {isListed ? null : <option value={me.timeZone}>{me.timeZone}</option>}
              {zones.map((zone) => (
                <option value={`America/${zone}`} selected={timeZone === `America/${zone}`}>
                  {t(`account.zone-${zone}`)}
                </option>
              ))}
            </select>
          </Field>
          <Field id="minutes" label={t('account.minutes')} hint={t('account.minutes-hint')}>
            <select id="minutes" name="minutes" aria-describedby="minutes-hint">
              <option value="">{t('account.minutes-none')}</option>
              {offered.map((choice) => (
                <option value={String(choice)} selected={minutes === String(choice)}>
                  {t('frame.minutes', { count: choice })}
                </option>
              ))}
            </select>
          </Field>
          <button class="go" type="submit">
            {t('account.save')}
          </button>
        </form>
        <section class="sheet" aria-labelledby="digest">
          <h2 id="digest">{t('account.digest')}</h2>
          <p>{t('account.digest-lead')}</p>
          {preferences ? (
            <form class="between" method="post" action="/account/digest">
              <span class={preferences.digest ? 'state on' : 'state'}>{t(preferences.digest ? 'account.digest-on' : 'account.digest-off')}</span>
              <button class="second" type="submit" name="digest" value={preferences.digest ? 'no' : 'yes'}>
                {t(preferences.digest ? 'account.digest-stop' : 'account.digest-start')}
              </button>
            </form>
          ) : (
            <p class="soft">{t('account.digest-away')}</p>
          )}
        </section>
        <section class="sheet" aria-labelledby="access">
          <h2 id="access">{t('account.access')}</h2>
          <p>{t('account.access-lead')}</p>
          <p>
            <a class="link" href="/account/access">
              {t('account.access-open')}
            </a>
          </p>
        </section>
        <section class="sheet" aria-labelledby="privacy">
          <h2 id="privacy">{t('account.privacy')}</h2>
          <p>{t('account.privacy-lead')}</p>
          <p>
            <a class="link" href="/sharing">
              {t('account.privacy-open')}
            </a>
          </p>
        </section>
        <form class="stack" method="post" action="/sign-out">
          <button class="second" type="submit">
            {t('account.sign-out')}
          </button>
          <small class="soft">{t('account.sign-out-lead')}</small>
        </form>
      </>,
    )
  })

  pages.post('/account', async (c) => {
    const visit = signedIn(c)
    const form = await formOf(c)
    const minutes = form.get('minutes')
    const change = MeChange.safeParse({
      language: form.get('speak') ?? undefined,
      timeZone: form.get('timeZone') ?? undefined,
      minutesPerWeek: minutes === null ? undefined : minutes === '' ? null : Number(minutes),
    })
    if (!change.success) throw refused('input-invalid')
    await clients.people.changeMe(visit, change.data)
    if (change.data.language) writeCookie(c, config, LANGUAGE, change.data.language)
    sessions.forgetMe(visit.session)
    forgetKept(c, config)
    return c.redirect('/account?saved=yes', 303)
  })

  pages.post('/account/digest', async (c) => {
    const visit = signedIn(c)
    await clients.notifications.prefer(visit, { digest: choiceOf(await formOf(c), 'digest', ['yes', 'no']) === 'yes' })
    return c.redirect('/account?saved=yes', 303)
  })
  return pages
}
