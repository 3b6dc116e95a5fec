import type { Child } from 'hono/jsx'
import { type Assets, assetPath } from '../assets.ts'
import type { Visit } from '../edge/visit.ts'
import { BackArrow, Mark, PersonSign } from './mark.tsx'
import { ownPlaces, parts } from './navigation.ts'

export type PageOptions = {
  title: string
  /** Islands by their file name in src/islands, without the ending. */
  islands?: readonly string[]
  /** Style sheets in src/styles beyond handrail.css. */
  styles?: readonly string[]
  /** The id of the page's form: switching the language sends what stands in it, and brings it back. */
  form?: string
  /** A way back instead of the brand. */
  back?: { href: string; label?: string }
  /** One thing at a time: no tabs, no foot. */
  focus?: boolean
  /** A wide page, for tables. */
  wide?: boolean
  /** Where to go on without JavaScript, at once. */
  refreshTo?: string
}

/** Sends a form to come back here in the other language. Without `form` it has one of its own. */
export const LanguageSwitch = ({ visit, form }: { visit: Visit; form?: string | undefined }) => {
  const { t, other } = visit.words
  const switchTo = `/language?to=${encodeURIComponent(visit.place)}`
  const own = form ?? 'language'
  return (
    <>
      {form ? (
        // Enter in a field presses the form's first button, which must not be the language.
        // biome-ignore lint/a11y/noAriaHiddenOnFocusable: tabindex keeps it out of reach; it only answers Enter.
        <button type="submit" form={form} class="unseen" tabindex={-1} aria-hidden="true" />
      ) : (
        <form id="language" method="post" action={switchTo} />
      )}
      <button
        class="quiet"
        type="submit"
        form={own}
        formaction={switchTo}
        formmethod="post"
        formnovalidate
        name="language"
        value={other}
        lang={other}
        aria-label={t('frame.switch-language')}
      >
        {t('frame.other-language')}
      </button>
    </>
  )
}

const Tabs = ({ visit }: { visit: Visit }) => {
  const { t } = visit.words
  const mine = parts.filter(({ role }) => visit.me?.roles.includes(role))
  if (mine.length < 2) return null
  const path = visit.place.split('?')[0] ?? '/'
  const isHere = (href: string) => (href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`))
  return (
    <nav class="tabs" aria-label={t('frame.main-navigation')}>
      <ul>
        {mine.map(({ href, label }) => (
          <li>
            <a href={href} aria-current={isHere(href) ? 'page' : undefined}>
              {t(label)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

const Foot = ({ visit }: { visit: Visit }) => (
  <footer class="foot">
    <nav aria-label={visit.words.t('frame.own-navigation')}>
      <ul>
        {ownPlaces.map(({ href, label }) => (
          <li>
            <a href={href}>{visit.words.t(label)}</a>
          </li>
        ))}
      </ul>
    </nav>
  </footer>
)

/** How things stand between this phone and us; empty when there is nothing to say. Only on a device of one's own. */
const Signal = ({ visit: { me, words } }: { visit: Visit }) => (
  <p
    class="signal"
    role="status"
    data-person={me?.personId}
    data-waiting={words.t('kept.waiting')}
    data-sent={words.t('kept.sent')}
    data-away={words.t('kept.away')}
    data-stays={words.t('kept.stays')}
  />
)

export const Layout = ({ visit, assets, options, children }: { visit: Visit; assets: Assets; options: PageOptions; children: Child }) => {
  const { t, language } = visit.words
  const { title, back, focus, wide } = options
  const keeps = visit.me !== null && visit.ownDevice
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1,viewport-fit=cover" />
        <title>{title === t('frame.brand') ? title : `${title} · ${t('frame.brand')}`}</title>
        <meta name="theme-color" content="#fbf8f3" media="(prefers-color-scheme:light)" />
        <meta name="theme-color" content="#10191a" media="(prefers-color-scheme:dark)" />
        {['handrail', ...(options.styles ?? [])].map((name) => (
          <link rel="stylesheet" href={assetPath(assets, `${name}.css`)} />
        ))}
        <link rel="icon" type="image/svg+xml" href={assetPath(assets, 'icon.svg')} />
        {[...(keeps ? ['signal'] : []), ...(options.islands ?? [])].map((name) => (
          <script type="module" src={assetPath(assets, `${name}.js`)} />
        ))}
        {options.refreshTo ? (
          <noscript>
            <meta http-equiv="refresh" content={`0;url=${options.refreshTo}`} />
          </noscript>
        ) : null}
      </head>
      <body class={focus ? 'focus' : wide ? 'wide' : undefined}>
        <a class="skip unseen" href="#main">
          {t('frame.skip')}
        </a>
        <header class="top">
          {back ? (
            <a class="back" href={back.href}>
              <BackArrow />
              {back.label ?? t('frame.back')}
            </a>
          ) : (
            <a class="brand" href="/" aria-label={t('frame.home')}>
              <Mark />
              {t('frame.brand')}
            </a>
          )}
          <LanguageSwitch visit={visit} form={options.form} />
          {visit.me && !focus ? (
            <a class="quiet" href="/account" aria-label={t('frame.my-account')}>
              <PersonSign />
            </a>
          ) : null}
        </header>
        {visit.me && !focus ? <Tabs visit={visit} /> : null}
        {keeps ? <Signal visit={visit} /> : null}
        <main id="main">{children}</main>
        {visit.me && !focus ? <Foot visit={visit} /> : null}
      </body>
    </html>
  )
}
