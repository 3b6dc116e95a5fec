import { MeChange, type MinutesPerWeek } from '@handrail/contracts'
import { Hono } from 'hono'
import type { z } from 'zod'
import type { PageDeps } from '../../app.tsx'
import { refused } from '../../clients/call.ts'
import { Field } from '../../components/form.tsx'
import { Notice } from '../../components/notice.tsx'
import { page } from '../../components/page.tsx'
import { LANGUAGE, writeCookie } from '../../edge/cookies.ts'
import { formOf } from '../../edge/form.ts'
import { forgetKept, keptFields } from '../../edge/kept.ts'
import { type Env, type SignedInVisit, signedIn } from '../../edge/visit.ts'
import { timeOfDay } from '../../words/time-of-day.ts'
import { listedZone, nameOf, regions } from './zones.ts'

const minutesOffered: readonly z.infer<typeof MinutesPerWeek>[] = [10, 15, 20, 30, 45, 60, 90, 120]
const place = '/account/settings'

/** English · Ontario, Québec · 20 minutes a week. */
export const settingsInWords = ({ me, words: { t } }: SignedInVisit): string => {
  const zone = listedZone(me.timeZone)
  const parts = [t(me.language === 'fr' ? 'account.french' : 'account.english'), zone ? t(`account.zone-${zone}`) : me.timeZone]
  if (me.minutesPerWeek !== null) parts.push(t('account.minutes-a-week', { count: me.minutesPerWeek }))
  return parts.join(' · ')
}

/** Language, time zone, minutes a week. */
export const settingsPages = ({ clients, sessions, config }: PageDeps) => {
  const pages = new Hono<Env>()

  pages.get(place, (c) => {
    const visit = signedIn(c)
    const { me, words, now } = visit
    const { t } = words
    const kept = keptFields(c, config)
    const timeZone = kept?.get('timeZone') ?? me.timeZone
    const minutes = kept?.get('minutes') ?? String(me.minutesPerWeek ?? '')
    const offered =
      me.minutesPerWeek === null || minutesOffered.includes(me.minutesPerWeek) ? minutesOffered : [...minutesOffered, me.minutesPerWeek].sort((a, b) => a - b)
    const clock = (zone: string) => timeOfDay(words, now.toISOString(), zone)
    return page(
      c,
      { title: t('account.settings'), form: 'settings', styles: ['account'], back: { href: '/account', label: t('account.title') } },
      <>
        {c.req.query('saved') === 'yes' ? (
          <Notice tone="good" status>
            {t('account.saved', { what: settingsInWords(visit) })}
          </Notice>
        ) : null}
        <div class="opening">
          <h1>{t('account.settings')}</h1>
          <p class="lead">{t('account.settings-lead')}</p>
        </div>
        <form id="settings" class="sheet groups" method="post" action={place}>
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
          <Field id="timeZone" label={t('account.time-zone')} hint={t('account.time-zone-hint')}>
            <select id="timeZone" name="timeZone" aria-describedby="timeZone-hint">
              {listedZone(me.timeZone) ? null : <option value={me.timeZone}>{`${me.timeZone} · ${clock(me.timeZone)}`}</option>}
              {regions.map(({ region, zones }) => (
                <optgroup label={t(`account.region-${region}`)}>
                  {zones.map((zone) => (
                    <option value={nameOf(zone)} selected={timeZone === nameOf(zone)}>
                      {`${clock(nameOf(zone))} · ${t(`account.zone-${zone}`)}`}
                    </option>
                  ))}
                </optgroup>
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
      </>,
    )
  })

  pages.post(place, async (c) => {
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
    return c.redirect(`${place}?saved=yes`, 303)
  })
  return pages
}
