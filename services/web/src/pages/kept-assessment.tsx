import type { Language, SelfAssessment } from '@handrail/contracts'
import { Hono } from 'hono'
import type { PageDeps } from '../app.tsx'
import type { Assets } from '../assets.ts'
import { refused } from '../clients/call.ts'
import { compressed, page } from '../components/page.tsx'
import { type Env, type SignedInVisit, signedIn } from '../edge/visit.ts'
import type { AssessmentPages } from '../offline/keeping.ts'
import { ASSESSMENT } from '../offline/places.ts'
import { filesIn, madeFrom, renderer } from './render-kept.ts'
import { askedNow, questionPage } from './self-assessment-question.tsx'

/** Says on a question which self-assessment it is of, so that the service worker keeps the others, too. */
export const stampOf = ({ selfAssessmentId }: SelfAssessment, language: Language, assets: Assets) => `${selfAssessmentId}.${language}.${madeFrom(assets)}`

/** The questions that are asked this time, with nothing chosen, and what stands in for the review. */
const pagesOf = (visit: SignedInVisit, assets: Assets, draft: SelfAssessment) => {
  const render = renderer(visit, assets)
  const { t } = visit.words
  return Promise.all([
    ...askedNow(draft).map(({ competencyId }) =>
      render(`${ASSESSMENT}/${competencyId}`, (c) => questionPage(c, visit, draft, competencyId, { level: null, sureness: null })),
    ),
    render(`${ASSESSMENT}/review`, (c) =>
      page(
        c,
        { title: t('kept.assessed-title'), back: { href: '/', label: t('frame.close') } },
        <>
          <h1>{t('kept.assessed-title')}</h1>
          <p class="lead">{t('kept.assessed-lead')}</p>
          <a class="go short" href={`${ASSESSMENT}/review`}>
            {t('kept.assessed-go')}
          </a>
        </>,
      ),
    ),
  ])
}

/** A self-assessment for a phone of one's own to keep, so that it goes on with no signal. */
export const keptAssessmentPages = ({ clients }: PageDeps) => {
  const pages = new Hono<Env>()
  pages.get(`/kept${ASSESSMENT}`, async (c) => {
    const visit = signedIn(c)
    const { draft } = await clients.baselines.mySelfAssessments(visit)
    if (!draft) throw refused('not-found')
    const kept = Object.fromEntries(await pagesOf(visit, c.var.assets, draft))
    const asked = askedNow(draft)
    const answer = {
      personId: visit.me.personId,
      selfAssessmentId: draft.selfAssessmentId,
      stamp: stampOf(draft, visit.words.language, c.var.assets),
      asked: asked.map(({ competencyId }) => competencyId),
      answers: Object.fromEntries(
        asked.flatMap(({ competencyId, answer, sureness }) => (answer === null ? [] : [[competencyId, { level: answer, sureness }]])),
      ),
      assets: filesIn(c.var.assets, Object.values(kept)),
      pages: kept,
    } satisfies AssessmentPages
    c.header('content-type', 'application/json')
    return compressed(c, JSON.stringify(answer))
  })
  return pages
}
