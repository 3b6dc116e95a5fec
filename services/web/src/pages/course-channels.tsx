import { handout, phoneScript, sessionGuide, texts } from '@handrail/content/channels'
import type { MicroCoursePack } from '@handrail/contracts'
import { type Context, Hono } from 'hono'
import type { html } from 'hono/html'
import type { PageDeps } from '../app.tsx'
import { assetPath } from '../assets.ts'
import { LanguageSwitch } from '../components/layout.tsx'
import { BackArrow } from '../components/mark.tsx'
import { Markdown } from '../components/markdown.tsx'
import { answerHtml, page } from '../components/page.tsx'
import { type Env, type SignedInVisit, signedIn } from '../edge/visit.ts'
import { courseOpener } from './open-course.ts'

const channels = ['handout', 'session-guide', 'phone-script', 'texts'] as const

/** Where one goes back to: the card that one came from, as `from` says, else the course. */
const ways = ({ courseId, cards }: MicroCoursePack, from: string | undefined) => {
  const course = `/courses/${courseId}`
  const card = cards.find(({ cardId }) => cardId === from)
  const query = card ? `?from=${card.cardId}` : ''
  return {
    back: card ? `${course}/${card.cardId}` : course,
    toCard: card !== undefined,
    lowTech: `${course}/low-tech${query}`,
    channel: (name: string) => `${course}/${name}${query}`,
  }
}
type Ways = ReturnType<typeof ways>

const Opening = ({ course, title, lead }: { course: string; title: string; lead?: string }) => (
  <div class="opening">
    <p class="here">{course}</p>
    <h1>{title}</h1>
    {lead ? <p class="soft">{lead}</p> : null}
  </div>
)

/** The same idea by phone, on paper and in person, and what to print, read aloud or send. */
export const lowTechPage = (c: Context<Env>, visit: SignedInVisit, pack: MicroCoursePack, from: string | undefined) => {
  const { t } = visit.words
  const { back, toCard, channel } = ways(pack, from)
  const title = t('course.low-tech')
  return page(
    c,
    { title: `${title} · ${pack.title}`, back: { href: back } },
    <>
      <Opening course={pack.title} title={title} lead={t('course.low-tech-lead')} />
      <Markdown text={pack.lowTech} />
      <section class="stack" aria-labelledby="channels">
        <h2 id="channels">{t('channels.title')}</h2>
        <ul class="channels">
          {channels.map((name) => (
            <li>
              <a href={channel(name)}>
                <span>{t(`channels.${name}`)}</span>
                <small>{t(`channels.${name}-note`)}</small>
              </a>
            </li>
          ))}
        </ul>
      </section>
      <a class="second" href={back}>
        {t(toCard ? 'course.back-to-card' : 'course.back-to-course')}
      </a>
    </>,
  )
}

/** A page for a printer. What leads on from it, and into the other language, is on the screen alone. */
const printed = (c: Context<Env>, visit: SignedInVisit, pack: MicroCoursePack, { lowTech }: Ways, body: ReturnType<typeof html>) => {
  const { t, language } = visit.words
  const whole = (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>{`${pack.title} · ${t('frame.brand')}`}</title>
        <link rel="stylesheet" href={assetPath(c.var.assets, 'print.css')} />
        <script type="module" src={assetPath(c.var.assets, 'print-page.js')} />
      </head>
      <body>
        <nav class="on-screen">
          <a class="back" href={lowTech}>
            <BackArrow />
            {t('frame.back')}
          </a>
          <LanguageSwitch visit={visit} />
          <button type="button" data-print hidden>
            {t('channels.print')}
          </button>
          <p>{t('channels.print-hint')}</p>
        </nav>
        {body}
      </body>
    </html>
  )
  return answerHtml(c, `<!doctype html>${whole.toString()}`)
}

const scriptPage = (c: Context<Env>, visit: SignedInVisit, pack: MicroCoursePack, { lowTech }: Ways) => {
  const { t, language } = visit.words
  const title = t('channels.phone-script')
  return page(
    c,
    { title: `${title} · ${pack.title}`, back: { href: lowTech } },
    <>
      <Opening course={pack.title} title={title} />
      {phoneScript(pack, pack.minutes, language).map(({ heading, lines }) => (
        <section class="script">
          {heading ? <h2>{heading}</h2> : null}
          {lines.map(({ cue, text }) => (
            <p class={cue ? 'cue' : 'aloud'}>{text}</p>
          ))}
        </section>
      ))}
      <a class="second" href={lowTech}>
        {t('frame.back')}
      </a>
    </>,
  )
}

const textsPage = (c: Context<Env>, visit: SignedInVisit, pack: MicroCoursePack, { lowTech }: Ways) => {
  const { t, language } = visit.words
  const title = t('channels.texts')
  const pieces = texts(pack, language)
  return page(
    c,
    { title: `${title} · ${pack.title}`, back: { href: lowTech } },
    <>
      <Opening course={pack.title} title={title} lead={t('channels.texts-lead', { count: pieces.length })} />
      <ol class="texts">
        {pieces.map((piece, index) => (
          <li>
            <p class="aloud">{piece}</p>
            <a class="link" href={`sms:?&body=${encodeURIComponent(piece)}`} aria-label={t('channels.send-number', { number: index + 1 })}>
              {t('channels.send')}
            </a>
          </li>
        ))}
      </ol>
      <a class="second" href={lowTech}>
        {t('frame.back')}
      </a>
    </>,
  )
}

/** One source, several channels: what a course is on paper, on the phone, by text and around a table. */
export const courseChannelPages = ({ clients }: PageDeps) => {
  const pages = new Hono<Env>()
  const opener = courseOpener(clients)
  const open = async (c: Context<Env>) => {
    const visit = signedIn(c)
    const { pack } = await opener(visit, c.req.param('courseId') ?? '')
    return { visit, pack, to: ways(pack, c.req.query('from')) }
  }

  pages.get('/courses/:courseId/low-tech', async (c) => {
    const { visit, pack } = await open(c)
    return lowTechPage(c, visit, pack, c.req.query('from'))
  })
  pages.get('/courses/:courseId/handout', async (c) => {
    const { visit, pack, to } = await open(c)
    return printed(c, visit, pack, to, handout(pack, pack.minutes, visit.words.language))
  })
  pages.get('/courses/:courseId/session-guide', async (c) => {
    const { visit, pack, to } = await open(c)
    return printed(c, visit, pack, to, sessionGuide(pack, visit.words.language))
  })
  pages.get('/courses/:courseId/phone-script', async (c) => {
    const { visit, pack, to } = await open(c)
    return scriptPage(c, visit, pack, to)
  })
  pages.get('/courses/:courseId/texts', async (c) => {
    const { visit, pack, to } = await open(c)
    return textsPage(c, visit, pack, to)
  })
  return pages
}
