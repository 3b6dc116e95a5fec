import { AccessAnswers, dataPlans, languages, type MyAccess, phones, timesOfDay } from '@handrail/contracts'
import { type Context, Hono } from 'hono'
import type { PageDeps } from '../app.tsx'
import { refused } from '../clients/call.ts'
import { Chips } from '../components/form.tsx'
import { Notice } from '../components/notice.tsx'
import { page } from '../components/page.tsx'
import { LANGUAGE, writeCookie } from '../edge/cookies.ts'
import { formOf } from '../edge/form.ts'
import { forgetKept, keptFields } from '../edge/kept.ts'
import { type Env, type SignedInVisit, signedIn } from '../edge/visit.ts'

const minutesOffered = [10, 15, 20, 30, 45, 60]

const accessPage = (c: Context<Env>, visit: SignedInVisit, access: MyAccess) => {
  const { t, number } = visit.words
  const { me } = visit
  const waiting = c.req.query('for')
  const kept = keptFields(c, c.var.config)
  const open = { value: '', label: t('access.open') }
  const chosen = (name: string, known: string | null) => kept?.get(name) ?? known ?? ''
  const minutes = me.minutesPerWeek === null ? null : String(me.minutesPerWeek)
  const offered = [...new Set([...minutesOffered, ...(me.minutesPerWeek ? [me.minutesPerWeek] : [])])].sort((a, b) => a - b)
  return page(
    c,
    { title: t('access.title'), form: 'access', ...(waiting ? { focus: true, back: { href: '/', label: t('frame.close') } } : {}) },
    <>
      {c.req.query('saved') === 'yes' ? (
        <Notice tone="good" status>
          {t('access.saved')}
        </Notice>
      ) : null}
      <div class="opening">
        <h1>{t('access.title')}</h1>
        <p class="lead">{t(waiting ? 'access.lead-first' : 'access.lead')}</p>
      </div>
      <form id="access" class="asks access" method="post" action="/account/access">
        {waiting ? <input type="hidden" name="for" value={waiting} /> : null}
        <Chips
          name="phone"
          legend={t('access.phone')}
          chosen={chosen('phone', access.phone)}
          options={[...phones.map((value) => ({ value, label: t(`access.phone-${value}`) })), open]}
        />
        <Chips
          name="dataPlan"
          legend={t('access.dataPlan')}
          hint={t('access.dataPlan-hint')}
          chosen={chosen('dataPlan', access.dataPlan)}
          options={[...dataPlans.map((value) => ({ value, label: t(`access.dataPlan-${value}`) })), open]}
        />
        {me.protectedMinutes ? (
          <p>{t('access.minutes-protected', { minutes: me.protectedMinutes })}</p>
        ) : (
          <Chips
            name="minutes"
            legend={t('access.minutes')}
            chosen={chosen('minutes', minutes)}
            options={[...offered.map((value) => ({ value: String(value), label: number(value) })), open]}
          />
        )}
        <Chips
          name="timeOfDay"
          legend={t('access.timeOfDay')}
          chosen={chosen('timeOfDay', access.timeOfDay)}
          options={[...timesOfDay.map((value) => ({ value, label: t(`access.timeOfDay-${value}`) })), open]}
        />
        <Chips
          name="speak"
          legend={t('access.language')}
          chosen={me.language}
          options={languages.map((value) => ({ value, lang: value, label: t(value === 'en' ? 'account.english' : 'account.french') }))}
        />
        <p class="notice calm">{t('access.private')}</p>
        <div class="act">
          <button class="go" type="submit">
            {t(waiting ? 'access.save-first' : 'access.save')}
          </button>
          {waiting ? (
            <button class="link" type="submit" name="skip" value="yes">
              {t('access.skip')}
            </button>
          ) : null}
        </div>
      </form>
    </>,
  )
}

/** Asked once, after the first self-assessment, and kept in my account: how somebody gets online. Each may stay open. */
export const accessPages = ({ clients: { baselines, people }, config, sessions }: PageDeps) => {
  const pages = new Hono<Env>()

  pages.get('/account/access', async (c) => {
    const visit = signedIn(c)
    return accessPage(c, visit, await baselines.access(visit))
  })

  /** Language and minutes are known to people, who tell the finish date and every page. */
  const changeMe = async (c: Context<Env>, visit: SignedInVisit, form: URLSearchParams) => {
    const { me } = visit
    const language = languages.find((each) => each === form.get('speak')) ?? me.language
    // Not asked of somebody whose minutes are protected.
    const minutesPerWeek = form.has('minutes') ? Number(form.get('minutes')) || null : me.minutesPerWeek
    if (language === me.language && minutesPerWeek === me.minutesPerWeek) return
    await people.changeMe(visit, { language, minutesPerWeek })
    writeCookie(c, config, LANGUAGE, language)
  }

  pages.post('/account/access', async (c) => {
    const visit = signedIn(c)
    const form = await formOf(c)
    const waiting = form.get('for')
    const skipped = form.get('skip') === 'yes'
    const said = (name: string) => (skipped ? null : form.get(name) || null)
    const answers = AccessAnswers.safeParse({ phone: said('phone'), dataPlan: said('dataPlan'), timeOfDay: said('timeOfDay') })
    if (!answers.success) throw refused('input-invalid')
    await baselines.sayAccess(visit, answers.data)
    if (!skipped) await changeMe(c, visit, form)
    sessions.forgetMe(visit.session)
    forgetKept(c, config)
    return c.redirect(waiting ? `/self-assessment/arriving/${encodeURIComponent(waiting)}` : '/account/access?saved=yes', 303)
  })
  return pages
}
