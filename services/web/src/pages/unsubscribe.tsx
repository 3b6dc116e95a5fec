import { type Context, Hono } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { PageDeps } from '../app.tsx'
import { ServiceRefused } from '../clients/call.ts'
import { page } from '../components/page.tsx'
import { Scene } from '../components/scene.tsx'
import { wantsPage } from '../edge/problem-answer.ts'
import type { Env } from '../edge/visit.ts'

const answerPage = (c: Context<Env>, ended: boolean, status: ContentfulStatusCode) => {
  const { t } = c.var.visit.words
  return page(
    c,
    { title: t(ended ? 'unsubscribe.done-title' : 'unsubscribe.refused-title') },
    <>
      <Scene of={ended ? 'landing' : 'signpost'} />
      <h1>{t(ended ? 'unsubscribe.done-title' : 'unsubscribe.refused-title')}</h1>
      <p class="lead">{t(ended ? 'unsubscribe.done-lead' : 'unsubscribe.refused-lead')}</p>
      <a class="second" href="/account/mail">
        {t('unsubscribe.account')}
      </a>
    </>,
    status,
  )
}

/** A GET never unsubscribes. The POST may come from a mail server (RFC 8058) and needs no sign-in. */
export const unsubscribePages = ({ clients }: PageDeps) => {
  const pages = new Hono<Env>()
  pages.get('/unsubscribe/:token', (c) => {
    const { t } = c.var.visit.words
    return page(
      c,
      { title: t('unsubscribe.title') },
      <>
        <Scene of="letter" />
        <div class="opening">
          <h1>{t('unsubscribe.title')}</h1>
          <p class="lead">{t('unsubscribe.lead')}</p>
        </div>
        <form method="post" action={c.req.path}>
          <button class="go" type="submit">
            {t('unsubscribe.confirm')}
          </button>
        </form>
      </>,
    )
  })
  pages.post('/unsubscribe/:token', async (c) => {
    try {
      await clients.notifications.unsubscribe(c.var.visit, c.req.param('token'))
    } catch (error) {
      if (wantsPage(c) && error instanceof ServiceRefused && error.problem.status === 404) return answerPage(c, false, 404)
      throw error
    }
    return answerPage(c, true, 200)
  })
  return pages
}
