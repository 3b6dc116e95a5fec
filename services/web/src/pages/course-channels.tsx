import { handout, phoneScript, sessionGuide, texts } from '@handrail/content/channels'
import type { MicroCoursePack } from '@handrail/contracts'
import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import type { PageDeps } from '../app.tsx'
import { assetPath } from '../assets.ts'
import { Markdown } from '../components/markdown.tsx'
import { answerHtml, page } from '../components/page.tsx'
import { type Env, type SignedInVisit, signedIn } from '../edge/visit.ts'
import { courseOpener } from './open-course.ts'

const channels = ['handout', 'session-guide', 'phone-script', 'texts'] as const

/** The same idea by phone, on paper and in person, and what to print, read aloud or send. */
export const lowTechPage = (c: Context<Env>, visit: SignedInVisit, pack: MicroCoursePack, from: string | undefined) => {
  const { t, number } = visit.words
  const course = `/courses/${pack.courseId}`
  const back = pack.cards.some(({ cardId }) => cardId === from) ? `${course}/${from}` : course
  const title = t('course.low-tech-title', { title: pack.title })
  return page(
    c,
    { title, back: { href: back } },
    <>
      <div class="opening">
        <h1>{title}</h1>
        <p class="soft">{t('course.low-tech-lead')}</p>
      </div>
      <Markdown text={pack.lowTech} />
      <section class="stack" aria-labelledby="channels">
        <h2 id="channels">{t('channels.title')}</h2>
        <ul class="plain">
          {channels.map((channel) => (
            <li>
              <a href={`${course}/${channel}`}>{t(`channels.${channel}`)}</a>
              <small>{t(`channels.${channel}-note`)}</small>
            </li>
          ))}
          <li>
            <a
              href={`/api/v1/micro-courses/${pack.courseId}?language=${visit.words.language}&version=${pack.courseVersion}`}
              download={`${pack.courseId}.json`}
            >
              {t('channels.pack')}
            </a>
            <small>{t('channels.pack-note', { size: t('frame.kilobytes', { size: number(pack.kilobytes) }) })}</small>
          </li>
        </ul>
      </section>
      <a class="second" href={back}>
        {t('course.back-to-card')}
      </a>
    </>,
  )
}

/** A page for a printer: nothing of the app but a way back, which is not printed. */
const printed = (c: Context<Env>, visit: SignedInVisit, pack: MicroCoursePack, body: ReturnType<typeof html>) => {
  const { t, language } = visit.words
  return answerHtml(
    c,
    String(html`<!doctype html>
      <html lang="${language}">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width" />
          <title>${pack.title}</title>
          <link rel="stylesheet" href="${assetPath(c.var.assets, 'print.css')}" />
        </head>
        <body>
          <nav class="on-screen"><a href="/courses/${pack.courseId}/low-tech">${t('frame.back')}</a> ${t('channels.print-hint')}</nav>
          ${body}
        </body>
      </html>`),
  )
}

const scriptPage = (c: Context<Env>, visit: SignedInVisit, pack: MicroCoursePack) => {
  const { t, language } = visit.words
  const title = t('channels.phone-script')
  return page(
    c,
    { title: `${title} · ${pack.title}`, back: { href: `/courses/${pack.courseId}/low-tech` } },
    <>
      <h1>{title}</h1>
      <div class="prose aloud">
        {phoneScript(pack, pack.minutes, language)
          .trim()
          .split('\n\n')
          .map((paragraph) => (
            <p>{paragraph}</p>
          ))}
      </div>
    </>,
  )
}

const textsPage = (c: Context<Env>, visit: SignedInVisit, pack: MicroCoursePack) => {
  const { t, language } = visit.words
  const title = t('channels.texts')
  const pieces = texts(pack, language)
  return page(
    c,
    { title: `${title} · ${pack.title}`, back: { href: `/courses/${pack.courseId}/low-tech` } },
    <>
      <div class="opening">
        <h1>{title}</h1>
        <p class="soft">{t('channels.texts-lead', { count: pieces.length })}</p>
      </div>
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
    return { visit, pack }
  }

  pages.get('/courses/:courseId/low-tech', async (c) => {
    const { visit, pack } = await open(c)
    return lowTechPage(c, visit, pack, c.req.query('from'))
  })
  pages.get('/courses/:courseId/handout', async (c) => {
    const { visit, pack } = await open(c)
    return printed(c, visit, pack, handout(pack, pack.minutes, visit.words.language))
  })
  pages.get('/courses/:courseId/session-guide', async (c) => {
    const { visit, pack } = await open(c)
    return printed(c, visit, pack, sessionGuide(pack, visit.words.language))
  })
  pages.get('/courses/:courseId/phone-script', async (c) => {
    const { visit, pack } = await open(c)
    return scriptPage(c, visit, pack)
  })
  pages.get('/courses/:courseId/texts', async (c) => {
    const { visit, pack } = await open(c)
    return textsPage(c, visit, pack)
  })
  return pages
}
