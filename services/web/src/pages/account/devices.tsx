import type { Device, MySession } from '@handrail/contracts'
import { Hono } from 'hono'
import type { PageDeps } from '../../app.tsx'
import { Notice } from '../../components/notice.tsx'
import { page } from '../../components/page.tsx'
import { formOf } from '../../edge/form.ts'
import { type Env, type SignedInVisit, signedIn } from '../../edge/visit.ts'
import { opened } from '../../words/in-words.ts'
import { today } from '../../words/time-of-day.ts'
import type { Words } from '../../words/words.ts'

const place = '/account/devices'

/** Chrome on an Android device. */
const deviceName = ({ t }: Words, device: Device | null) =>
  device ? opened(t('devices.named', { browser: t(`devices.browser-${device.browser}`), system: t(`devices.system-${device.system}`) })) : t('devices.unknown')

const sinceAndSeen = ({ words: { t, dayOf }, me, now }: SignedInVisit, { signedInAt, lastSeenAt }: MySession) => {
  const isToday = (instant: string) => today(new Date(instant), me.timeZone) === today(now, me.timeZone)
  const date = (instant: string) => ({ date: dayOf(instant, me.timeZone, now) })
  const since = isToday(signedInAt) ? t('devices.since-today') : t('devices.since', date(signedInAt))
  const seen = isToday(lastSeenAt) ? t('devices.seen-today') : t('devices.seen-on', date(lastSeenAt))
  return `${since}, ${seen}`
}

/** Where I am signed in, and signing out elsewhere. */
export const devicesPages = ({ clients }: PageDeps) => {
  const pages = new Hono<Env>()

  pages.get(place, async (c) => {
    const visit = signedIn(c)
    const { t } = visit.words
    const { sessions } = await clients.people.mySessions(visit)
    const ended = c.req.query('ended')
    return page(
      c,
      { title: t('devices.title'), styles: ['account'], back: { href: '/account', label: t('account.title') } },
      <>
        {ended === 'one' || ended === 'others' ? (
          <Notice tone="good" status>
            {t(`devices.ended-${ended}`)}
          </Notice>
        ) : null}
        <div class="opening">
          <h1>{t('devices.title')}</h1>
          <p class="lead">{sessions.length > 1 ? t('devices.lead') : t('devices.only-this-one')}</p>
        </div>
        <ul class="devices">
          {sessions.map((session) => {
            const name = deviceName(visit.words, session.device)
            return (
              <li class={session.isThisOne ? 'sheet this' : 'sheet'}>
                {session.isThisOne ? <p class="here">{t('devices.this-one')}</p> : null}
                <h2>{name}</h2>
                <p class="soft">
                  {t(session.sharedDevice ? 'devices.shared' : 'devices.own')}
                  <br />
                  {sinceAndSeen(visit, session)}
                </p>
                {session.isThisOne ? null : (
                  <form method="post" action={place}>
                    <button class="second" type="submit" name="end" value={session.sessionId} aria-label={t('devices.sign-out-what', { device: name })}>
                      {t('devices.sign-out')}
                    </button>
                  </form>
                )}
              </li>
            )
          })}
        </ul>
        {sessions.length > 1 ? (
          <form method="post" action={place}>
            <button class="go short" type="submit" name="end" value="others">
              {t('devices.sign-out-others')}
            </button>
          </form>
        ) : null}
        <p class="soft">{t('devices.kept')}</p>
      </>,
    )
  })

  pages.post(place, async (c) => {
    const visit = signedIn(c)
    const end = (await formOf(c)).get('end') ?? ''
    if (end === 'others') await clients.people.endOtherSessions(visit)
    else await clients.people.endSession(visit, end)
    return c.redirect(`${place}?ended=${end === 'others' ? 'others' : 'one'}`, 303)
  })
  return pages
}
