import { Address, type SignInRequest } from '@handrail/contracts'
import { type Context, Hono } from 'hono'
import type { z } from 'zod'
import type { PageDeps } from '../app.tsx'
import { ServiceRefused } from '../clients/call.ts'
import { describedBy, ErrorSummary, Field, Tick } from '../components/form.tsx'
import { Notice } from '../components/notice.tsx'
import { page } from '../components/page.tsx'
import { Scene } from '../components/scene.tsx'
import { Stair } from '../components/stair.tsx'
import { clientAddress } from '../edge/client-address.ts'
import { dropCookie, LANGUAGE, SESSION, writeCookie } from '../edge/cookies.ts'
import { formOf } from '../edge/form.ts'
import { forgetKept, keptFields } from '../edge/kept.ts'
import { forgetAnswers } from '../edge/kept-answers.ts'
import { localPath } from '../edge/local-path.ts'
import { createRateLimit } from '../edge/rate-limit.ts'
import type { Env } from '../edge/visit.ts'
import { forgetSigningIn, readSigningIn, rememberSigningIn } from '../session/signing-in.ts'

const WINDOW_MS = 10 * 60_000
const MOST_PER_ADDRESS = 20
/** Everybody at an agency may come from one address, and all of them on Monday at nine. */
const MOST_PER_CLIENT = 1_000
/** What was kept on the device, the service worker too. Cookies are not among it. */
const FORGET = '"cache", "storage"'
const MOST_OF_USER_AGENT = 1_000
const DIGITS = /^\d{6}$/

const isRefused = (error: unknown) => error instanceof ServiceRefused && (error.problem.status === 401 || error.problem.status === 422)

type AddressForm = { address: string; sharedDevice: boolean; next: string; wrong?: boolean; sessionOver?: boolean }

const addressPage = (c: Context<Env>, form: AddressForm) => {
  const { t } = c.var.visit.words
  const error = form.wrong ? t('sign-in.address-wrong') : undefined
  return page(
    c,
    { title: t('sign-in.title'), form: 'sign-in' },
    <>
      <ErrorSummary title={t('frame.error-summary')} errors={error ? [{ field: 'address', message: error }] : []} />
      {form.sessionOver ? <Notice>{t('problem.session-over')}</Notice> : null}
      <div class="welcome">
        <Stair steps={5} done={2} tall />
        <h1>{t('sign-in.hello')}</h1>
        <p class="soft">{t('sign-in.about-handrail')}</p>
      </div>
      <form id="sign-in" class="stack" method="post" action="/sign-in" novalidate>
        <input type="hidden" name="next" value={form.next} />
        <Field id="address" label={t('sign-in.address')} hint={t('sign-in.address-hint')} error={error}>
          <input
            id="address"
            name="address"
            type="email"
            autocomplete="email"
            autocapitalize="none"
            spellcheck={false}
            maxlength={254}
            required
            value={form.address}
            aria-invalid={error ? 'true' : undefined}
            aria-describedby={describedBy('address', true, error)}
          />
        </Field>
        <Tick name="shared" label={t('sign-in.shared-device')} hint={t('sign-in.shared-device-hint')} checked={form.sharedDevice} />
        <button class="go" type="submit">
          {t('sign-in.send-code')}
        </button>
      </form>
    </>,
    form.wrong ? 422 : 200,
  )
}

const codePage = (c: Context<Env>, address: string, wrong?: 'form' | 'refused') => {
  const { t } = c.var.visit.words
  const error = wrong ? t(wrong === 'form' ? 'sign-in.code-wrong' : 'sign-in.code-refused') : undefined
  return page(
    c,
    { title: t('sign-in.code-title'), form: 'code-form', back: { href: '/sign-in' } },
    <>
      <ErrorSummary title={t('frame.error-summary')} errors={error ? [{ field: 'code', message: error }] : []} />
      <div class="opening">
        <h1>{t('sign-in.code-title')}</h1>
        <p class="lead">{t('sign-in.code-sent', { address })}</p>
      </div>
      <form id="code-form" class="stack" method="post" action="/sign-in/code" novalidate>
        <Field id="code" label={t('sign-in.code')} error={error}>
          <input
            id="code"
            name="code"
            type="text"
            class="digits"
            inputmode="numeric"
            autocomplete="one-time-code"
            maxlength={9}
            required
            aria-invalid={error ? 'true' : undefined}
            aria-describedby={describedBy('code', false, error)}
          />
        </Field>
        <button class="go" type="submit">
          {t('sign-in.code-sign-in')}
        </button>
      </form>
      <details>
        <summary>{t('sign-in.no-mail')}</summary>
        <div class="stack">
          <p>{t('sign-in.no-mail-help')}</p>
          <form method="post" action="/sign-in/code/again" class="pair">
            <button class="second" type="submit">
              {t('sign-in.send-again')}
            </button>
          </form>
          <a href="/sign-in">{t('sign-in.other-address')}</a>
        </div>
      </details>
    </>,
    wrong ? (wrong === 'form' ? 422 : 401) : 200,
  )
}

const linkPage = (c: Context<Env>, token: string, sharedDevice: boolean) => {
  const { t } = c.var.visit.words
  return page(
    c,
    { title: t('sign-in.title'), form: 'link-form' },
    <>
      <div class="welcome">
        <Stair steps={5} done={4} tall />
        <h1>{t('sign-in.link-title')}</h1>
        <p class="soft">{t('sign-in.link-lead')}</p>
      </div>
      <form id="link-form" class="stack" method="post" action="/sign-in/link">
        <input type="hidden" name="token" value={token} />
        <Tick name="shared" label={t('sign-in.shared-device')} hint={t('sign-in.shared-device-hint')} checked={sharedDevice} />
        <button class="go" type="submit">
          {t('sign-in.link-sign-in')}
        </button>
      </form>
    </>,
  )
}

const linkRefusedPage = (c: Context<Env>) => {
  const { t } = c.var.visit.words
  return page(
    c,
    { title: t('sign-in.link-refused-title') },
    <>
      <Scene of="signpost" />
      <h1>{t('sign-in.link-refused-title')}</h1>
      <p class="lead">{t('sign-in.link-refused')}</p>
      <a class="go short" href="/sign-in">
        {t('sign-in.new-code')}
      </a>
    </>,
    401,
  )
}

/** Signing in: an address, then a code or the button in the mail. Signing out. */
export const signInPages = ({ config, clients, sessions }: PageDeps) => {
  const pages = new Hono<Env>()
  const limitAddress = createRateLimit(MOST_PER_ADDRESS, WINDOW_MS)
  const limitClient = createRateLimit(MOST_PER_CLIENT, WINDOW_MS)

  const limit = (c: Context<Env>, address: string) => {
    const client = clientAddress(c, config)
    limitClient(client)
    limitAddress(`${client} ${address.toLowerCase()}`)
  }

  const signIn = async (c: Context<Env>, request: z.infer<typeof SignInRequest>, next: string) => {
    const { visit } = c.var
    const userAgent = c.req.header('user-agent')?.slice(0, MOST_OF_USER_AGENT)
    const { session, expiresAt } = await clients.people.signIn(visit, { ...request, userAgent })
    if (visit.session) sessions.forget(visit.session)
    const seconds = Math.floor((Date.parse(expiresAt) - visit.now.getTime()) / 1_000)
    writeCookie(c, config, SESSION, session, request.sharedDevice ? undefined : Math.max(0, seconds))
    dropCookie(c, config, LANGUAGE)
    forgetSigningIn(c, config)
    forgetKept(c, config)
    forgetAnswers(c, config)
    // Whoever had it before may have called it their own.
    if (request.sharedDevice) c.header('clear-site-data', FORGET)
    return c.redirect(next, 303)
  }

  pages.get('/sign-in', (c) => {
    if (c.var.visit.me) return c.redirect(localPath(c.req.query('next')) ?? '/', 303)
    const kept = keptFields(c, config)
    const remembered = readSigningIn(c, config)
    return addressPage(c, {
      address: kept?.get('address') ?? remembered?.address ?? '',
      sharedDevice: kept ? kept.has('shared') : (remembered?.sharedDevice ?? false),
      next: localPath(c.req.query('next')) ?? localPath(kept?.get('next')) ?? '/',
      sessionOver: c.req.query('over') === 'yes',
    })
  })

  pages.post('/sign-in', async (c) => {
    const form = await formOf(c)
    const address = (form.get('address') ?? '').trim()
    const sharedDevice = form.has('shared')
    const next = localPath(form.get('next')) ?? '/'
    limit(c, address)
    if (!Address.safeParse(address).success) return addressPage(c, { address: address.slice(0, 254), sharedDevice, next, wrong: true })
    await clients.people.sendCode(c.var.visit, { address, language: c.var.visit.words.language })
    rememberSigningIn(c, config, { address, next, sharedDevice })
    forgetKept(c, config)
    return c.redirect('/sign-in/code', 303)
  })

  pages.get('/sign-in/code', (c) => {
    const remembered = readSigningIn(c, config)
    return remembered ? codePage(c, remembered.address) : c.redirect('/sign-in', 303)
  })

  pages.post('/sign-in/code', async (c) => {
    const remembered = readSigningIn(c, config)
    if (!remembered) return c.redirect('/sign-in', 303)
    const { address, sharedDevice, next } = remembered
    limit(c, address)
    const code = ((await formOf(c)).get('code') ?? '').replace(/[\s-]/g, '')
    if (!DIGITS.test(code)) return codePage(c, address, 'form')
    try {
      return await signIn(c, { address, code, sharedDevice }, next)
    } catch (error) {
      if (isRefused(error)) return codePage(c, address, 'refused')
      throw error
    }
  })

  pages.post('/sign-in/code/again', async (c) => {
    const remembered = readSigningIn(c, config)
    if (!remembered) return c.redirect('/sign-in', 303)
    limit(c, remembered.address)
    await clients.people.sendCode(c.var.visit, { address: remembered.address, language: c.var.visit.words.language })
    rememberSigningIn(c, config, remembered)
    return c.redirect('/sign-in/code', 303)
  })

  // Mail scanners follow links, so the link only leads to a button.
  pages.get('/sign-in/link', (c) => {
    const token = c.req.query('token')
    if (!token) return linkRefusedPage(c)
    const kept = keptFields(c, config)
    return linkPage(c, token, kept ? kept.has('shared') : (readSigningIn(c, config)?.sharedDevice ?? false))
  })

  pages.post('/sign-in/link', async (c) => {
    const form = await formOf(c)
    limit(c, 'link')
    try {
      return await signIn(c, { link: form.get('token') ?? '', sharedDevice: form.has('shared') }, readSigningIn(c, config)?.next ?? '/')
    } catch (error) {
      if (isRefused(error)) return linkRefusedPage(c)
      throw error
    }
  })

  pages.post('/sign-out', async (c) => {
    const { visit } = c.var
    if (visit.session) {
      sessions.forget(visit.session)
      await clients.people.signOut(visit, visit.session)
    }
    dropCookie(c, config, SESSION)
    forgetKept(c, config)
    forgetAnswers(c, config)
    forgetSigningIn(c, config)
    writeCookie(c, config, LANGUAGE, visit.words.language)
    c.header('clear-site-data', FORGET)
    return c.redirect('/sign-in', 303)
  })
  return pages
}
