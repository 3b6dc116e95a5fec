import { type Context, Hono } from 'hono'
import type { PageDeps } from '../../app.tsx'
import { ServiceRefused } from '../../clients/call.ts'
import { describedBy, ErrorSummary, Field } from '../../components/form.tsx'
import { Notice } from '../../components/notice.tsx'
import { page } from '../../components/page.tsx'
import { dropCookie, LANGUAGE, SESSION, writeCookie } from '../../edge/cookies.ts'
import { formOf } from '../../edge/form.ts'
import { forgetKept, keptFields } from '../../edge/kept.ts'
import { type Env, type SignedInVisit, signedIn } from '../../edge/visit.ts'
import { words } from '../../words/words.ts'

const place = '/account/erase'

/** The word in either language: whoever switches while typing has said it. */
const isConfirmed = (typed: string) => Object.values(words).some(({ t }) => t('my-data.word') === typed.trim().toLowerCase())

const erasePage = (c: Context<Env>, { me, words: { t } }: SignedInVisit, { typed = '', wrong = false }) => {
  const word = t('my-data.word')
  const error = wrong ? t('my-data.confirm-wrong', { word }) : undefined
  return page(
    c,
    { title: t('my-data.erase-page'), form: 'erase', back: { href: '/account/my-data', label: t('my-data.title') } },
    <>
      <ErrorSummary title={t('frame.error-summary')} errors={error ? [{ field: 'typed', message: error }] : []} />
      <div class="opening">
        <h1>{t('my-data.erase-page')}</h1>
        <p class="lead">{t('my-data.erase-page-lead')}</p>
      </div>
      {me.roles.includes('lead') ? <Notice>{t('my-data.lead-first')}</Notice> : null}
      {me.managedTeams.length > 0 ? <Notice tone="calm">{t('my-data.manager-first')}</Notice> : null}
      {me.roles.includes('champion') ? <Notice tone="calm">{t('my-data.champion-first')}</Notice> : null}
      <section class="sheet" aria-labelledby="goes">
        <h2 id="goes">{t('my-data.goes-title')}</h2>
        <ul class="prose-list">
          <li>{t('my-data.goes-you')}</li>
          <li>{t('my-data.goes-answers')}</li>
          <li>{t('my-data.goes-questions')}</li>
          <li>{t('my-data.goes-roles')}</li>
        </ul>
      </section>
      <section class="sheet" aria-labelledby="stays">
        <h2 id="stays">{t('my-data.stays-title')}</h2>
        <ul class="prose-list">
          <li>{t('my-data.stays-numbers')}</li>
          <li>{t('my-data.stays-answers')}</li>
          <li>{t('my-data.stays-agency')}</li>
        </ul>
      </section>
      <p>
        <b>{t('my-data.no-undo')}</b>
      </p>
      <p>
        {t('my-data.file-first')}{' '}
        <a class="link" href="/account/my-data/file" download>
          {t('my-data.export-get')}
        </a>
      </p>
      <form id="erase" class="stack" method="post" action={place} novalidate>
        <Field id="typed" label={t('my-data.confirm-label', { word })} error={error}>
          <input
            id="typed"
            name="typed"
            type="text"
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            maxlength={40}
            required
            value={typed}
            aria-invalid={error ? 'true' : undefined}
            aria-describedby={describedBy('typed', false, error)}
          />
        </Field>
        <div class="pair">
          <a class="second" href="/account">
            {t('my-data.keep-me')}
          </a>
          <button class="second grave" type="submit">
            {t('my-data.erase-now')}
          </button>
        </div>
      </form>
    </>,
    wrong ? 422 : 200,
  )
}

const onlyLeadPage = (c: Context<Env>, { me, words: { t } }: SignedInVisit) =>
  page(
    c,
    { title: t('my-data.only-lead-title'), back: { href: '/account/my-data', label: t('my-data.title') } },
    <>
      <div class="opening">
        <h1>{t('my-data.only-lead-title')}</h1>
        <p class="lead">{t('my-data.only-lead-lead', { agency: me.organization.name })}</p>
      </div>
      <ol class="prose-list">
        <li>{t('my-data.only-lead-choose')}</li>
        <li>{t('my-data.only-lead-grant')}</li>
        <li>{t('my-data.only-lead-return')}</li>
      </ol>
      <a class="go short" href="/organization">
        {t('my-data.only-lead-people')}
      </a>
    </>,
    409,
  )

/** Erasing myself: what it means, the word, and goodbye. */
export const erasePages = ({ clients, sessions, config }: PageDeps) => {
  const pages = new Hono<Env>()

  pages.get(place, (c) => erasePage(c, signedIn(c), { typed: keptFields(c, config)?.get('typed')?.slice(0, 40) ?? '' }))

  pages.post(place, async (c) => {
    const visit = signedIn(c)
    const typed = ((await formOf(c)).get('typed') ?? '').slice(0, 40)
    if (!isConfirmed(typed)) return erasePage(c, visit, { typed, wrong: true })
    try {
      await clients.people.eraseMe(visit)
    } catch (error) {
      if (error instanceof ServiceRefused && error.problem.code === 'only-lead') return onlyLeadPage(c, visit)
      throw error
    }
    sessions.forget(visit.session)
    dropCookie(c, config, SESSION)
    forgetKept(c, config)
    writeCookie(c, config, LANGUAGE, visit.words.language)
    c.header('clear-site-data', '"cache", "storage"')
    return c.redirect('/goodbye', 303)
  })

  pages.get('/goodbye', (c) => {
    if (c.var.visit.me) return c.redirect('/', 303)
    const { t } = c.var.visit.words
    return page(
      c,
      { title: t('my-data.goodbye-title'), focus: true },
      <>
        <div class="welcome">
          <h1>{t('my-data.goodbye-title')}</h1>
          <p class="lead">{t('my-data.goodbye-lead')}</p>
        </div>
        <p>{t('my-data.goodbye-mail')}</p>
        <p class="soft">{t('my-data.goodbye-device')}</p>
      </>,
    )
  })
  return pages
}
