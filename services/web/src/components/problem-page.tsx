import { type ProblemCode, problems } from '@handrail/contracts'
import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Env } from '../edge/visit.ts'
import { page } from './page.tsx'
import { Scene, type SceneName } from './scene.tsx'

const isCode = (code: string): code is ProblemCode => code in problems

const opening = (status: number) => {
  if (status === 404) return ['problem.not-found-title', 'problem.not-found-lead'] as const
  if (status === 403) return ['problem.not-allowed-title', 'problem.not-allowed-lead'] as const
  if (status === 503) return ['problem.away-title', 'problem.away-lead'] as const
  if (status >= 500) return ['problem.broken-title', 'problem.broken-lead'] as const
  return ['problem.refused-title', null] as const
}

const sceneOf = (status: number): SceneName => (status === 404 ? 'signpost' : status >= 500 ? 'pause' : 'door')

/** A friendly page for a refusal, an outage, or a fault of ours. */
export const problemPage = (c: Context<Env>, status: number, code: string) => {
  const { t } = c.var.visit.words
  const [title, lead] = opening(status)
  const again = c.req.method === 'GET' && (status >= 500 || status === 429)
  return page(
    c,
    { title: t(title) },
    <>
      <Scene of={sceneOf(status)} />
      <h1>{t(title)}</h1>
      <p class="lead">{t(lead ?? (isCode(code) ? `problem.${code}` : 'problem.unexpected'))}</p>
      {status >= 500 ? <p class="soft">{t('problem.broken-reference', { requestId: c.var.requestId })}</p> : null}
      <a class="go short" href={again ? c.var.visit.place : '/'}>
        {t(again ? 'problem.try-again' : 'problem.back-home')}
      </a>
    </>,
    status as ContentfulStatusCode,
  )
}
