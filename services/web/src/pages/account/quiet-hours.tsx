import { QuietHours } from '@handrail/contracts'
import { type Context, Hono } from 'hono'
import type { PageDeps } from '../../app.tsx'
import { refused } from '../../clients/call.ts'
import { ErrorSummary, Field } from '../../components/form.tsx'
import { Notice } from '../../components/notice.tsx'
import { page } from '../../components/page.tsx'
import { formOf } from '../../edge/form.ts'
import { forgetKept, keptFields } from '../../edge/kept.ts'
import { type Env, type SignedInVisit, signedIn } from '../../edge/visit.ts'
import { dayName, hourName, quietSentence } from '../../words/quiet-hours.ts'
import { timeOfDay } from '../../words/time-of-day.ts'

type Wrong = 'days-missing' | 'quiet-endless'
type Shown = { chosen: { from: number; to: number; days: readonly number[] }; saved?: boolean; wrong?: Wrong }

const place = '/account/quiet-hours'
const hours = Array.from({ length: 24 }, (_, hour) => hour)
const weekdays = [1, 2, 3, 4, 5, 6, 7]
/** Evenings and nights of the working week, for whoever has none yet. */
const offered: QuietHours = { from: 18, to: 8, days: [1, 2, 3, 4, 5] }

const numbersIn = (fields: URLSearchParams) => ({ from: Number(fields.get('from')), to: Number(fields.get('to')), days: fields.getAll('days').map(Number) })

const HourSelect = ({ id, label, hint, chosen, words }: { id: string; label: string; hint?: string; chosen: number; words: SignedInVisit['words'] }) => (
  <Field id={id} label={label} {...(hint ? { hint } : {})}>
    <select id={id} name={id} aria-describedby={hint ? `${id}-hint` : undefined}>
      {hours.map((hour) => (
        <option value={String(hour)} selected={hour === chosen}>
          {hourName(words, hour)}
        </option>
      ))}
    </select>
  </Field>
)

const formPage = (c: Context<Env>, visit: SignedInVisit, holds: QuietHours | null, { chosen, saved = false, wrong }: Shown) => {
  const { words, me, now } = visit
  const { t } = words
  const error = wrong ? t(`mail.${wrong}`) : undefined
  const sentence = quietSentence(words, holds)
  return page(
    c,
    { title: t('mail.quiet-title'), form: 'quiet', styles: ['account'], back: { href: '/account', label: t('account.title') } },
    <>
      <ErrorSummary title={t('frame.error-summary')} errors={error ? [{ field: 'day-1', message: error }] : []} />
      {saved ? (
        <Notice tone="good" status>
          {t('account.saved', { what: sentence.charAt(0).toLowerCase() + sentence.slice(1).replace(/\.$/, '') })}
        </Notice>
      ) : null}
      <div class="opening">
        <h1>{t('mail.quiet-title')}</h1>
        <p class="lead">{t('mail.quiet-lead')}</p>
      </div>
      <section class="stack">
        <p class={holds ? 'state on' : 'state'}>{sentence}</p>
        {holds ? (
          <form method="post" action={place}>
            <button class="second" type="submit" name="stop" value="yes">
              {t('mail.quiet-stop')}
            </button>
          </form>
        ) : null}
      </section>
      <form id="quiet" class="sheet" method="post" action={place}>
        <div class="hours">
          <HourSelect id="from" label={t('mail.quiet-from')} chosen={chosen.from} words={words} />
          <HourSelect id="to" label={t('mail.quiet-to')} chosen={chosen.to} words={words} />
        </div>
        <p class="hint">
          {t('mail.quiet-to-hint')} {t('mail.quiet-zone', { time: timeOfDay(words, now.toISOString(), me.timeZone) })}
        </p>
        <fieldset class="days" aria-describedby={error ? 'days-error' : undefined}>
          <legend>{t('mail.quiet-days')}</legend>
          {error ? (
            <p class="error" id="days-error">
              {error}
            </p>
          ) : null}
          {weekdays.map((weekday) => (
            <label class="choice">
              <input type="checkbox" name="days" value={String(weekday)} id={`day-${weekday}`} checked={chosen.days.includes(weekday)} />
              <span>{dayName(words, weekday)}</span>
            </label>
          ))}
        </fieldset>
        <button class="go" type="submit">
          {t('mail.quiet-save')}
        </button>
      </form>
    </>,
    wrong ? 422 : 200,
  )
}

/** When no mail may come. */
export const quietHoursPages = ({ clients, config }: PageDeps) => {
  const pages = new Hono<Env>()

  pages.get(place, async (c) => {
    const visit = signedIn(c)
    const { quietHours } = await clients.notifications.preferences(visit)
    const kept = keptFields(c, config)
    return formPage(c, visit, quietHours, { chosen: kept?.has('from') ? numbersIn(kept) : (quietHours ?? offered), saved: c.req.query('saved') === 'yes' })
  })

  pages.post(place, async (c) => {
    const visit = signedIn(c)
    const form = await formOf(c)
    let quietHours: QuietHours | null = null
    if (form.get('stop') !== 'yes') {
      const chosen = numbersIn(form)
      if (!form.has('from') || !form.has('to')) throw refused('input-invalid')
      const read = QuietHours.safeParse(chosen)
      if (!read.success) {
        const wrong = chosen.days.length === 0 ? 'days-missing' : read.error.issues.every(({ code }) => code === 'custom') ? 'quiet-endless' : null
        if (!wrong) throw refused('input-invalid')
        const holds = await clients.notifications.preferences(visit)
        return formPage(c, visit, holds.quietHours, { chosen, wrong })
      }
      quietHours = read.data
    }
    await clients.notifications.prefer(visit, { quietHours })
    forgetKept(c, config)
    return c.redirect(`${place}?saved=yes`, 303)
  })
  return pages
}
