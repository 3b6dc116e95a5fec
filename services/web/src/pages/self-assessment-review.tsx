import type { SelfAssessment } from '@handrail/contracts'
import type { Context } from 'hono'
import { OnceKey } from '../components/form.tsx'
import { page } from '../components/page.tsx'
import { keptFields } from '../edge/kept.ts'
import type { Env, SignedInVisit } from '../edge/visit.ts'
import { askedNow } from './self-assessment-question.tsx'

const root = '/self-assessment'
type Question = SelfAssessment['questions'][number]

const Answers = ({ visit: { words }, questions }: { visit: SignedInVisit; questions: readonly Question[] }) => (
  <dl class="facts answers">
    {questions.map(({ competencyId, name, answer, sureness }) => (
      <div>
        <dt>{words.pick(name)}</dt>
        <dd>
          {answer === null ? null : words.t(`level.${answer}`)}
          {sureness ? <small class="soft"> · {words.t(`self-assessment.${sureness}`)}</small> : null}
        </dd>
        <dd>
          <a
            class="link"
            href={`${root}/${competencyId}`}
            aria-label={words.t(answer === null ? 'self-assessment.answer-what' : 'self-assessment.change-what', { competency: words.pick(name) })}
          >
            {words.t(answer === null ? 'self-assessment.answer' : 'self-assessment.change')}
          </a>
        </dd>
      </div>
    ))}
  </dl>
)

/** Where an answer decides whether a course is planned: two moments to show it, for whoever likes to. */
const Moments = ({ visit: { words }, assessment, open }: { visit: SignedInVisit; assessment: SelfAssessment; open: boolean }) => {
  const { t, pick } = words
  const offered = assessment.questions.filter(({ check }) => check === 'offered' || check === 'begun' || check === 'shown')
  if (offered.length === 0) return null
  return (
    <details class="sheet" open={open}>
      <summary>
        <h2>{t('self-assessment.moments-title')}</h2>
      </summary>
      <p class="soft">{t('self-assessment.moments-lead')}</p>
      <dl class="facts answers">
        {offered.map(({ competencyId, name, answer, check }) => (
          <div>
            <dt>{pick(name)}</dt>
            <dd>{answer === null ? null : t(`level.${answer}`)}</dd>
            <dd>
              {check === 'shown' ? (
                <span class="state on">{t('self-assessment.moments-done')}</span>
              ) : (
                <a class="link" href={`${root}/${competencyId}/moments`} aria-label={t('self-assessment.moments-what', { competency: pick(name) })}>
                  {t(check === 'begun' ? 'self-assessment.moments-go-on' : 'self-assessment.moments-try')}
                </a>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

/** Everything once more, before the path is made. */
export const reviewPage = (c: Context<Env>, visit: SignedInVisit, assessment: SelfAssessment) => {
  const { t } = visit.words
  const asked = askedNow(assessment)
  const standing = assessment.questions.filter(({ stands }) => stands)
  const isOpen = asked.some(({ answer }) => answer === null)
  const isEmpty = assessment.questions.every(({ answer }) => answer === null)
  const last = asked.at(-1)
  return page(
    c,
    { title: t('self-assessment.review-title'), form: 'submit', focus: true, back: { href: last ? `${root}/${last.competencyId}` : root } },
    <>
      <div class="opening">
        <h1>{t('self-assessment.review-title')}</h1>
        <p class="lead">{t('self-assessment.review-lead')}</p>
      </div>
      {isEmpty ? <p class="notice">{t('self-assessment.review-none')}</p> : isOpen ? <p class="notice">{t('self-assessment.review-open')}</p> : null}
      <Moments visit={visit} assessment={assessment} open={c.req.query('moments') === 'open'} />
      {asked.length > 0 ? <Answers visit={visit} questions={asked} /> : null}
      {standing.length > 0 ? (
        <details class="sheet" open={asked.length === 0}>
          <summary>
            <h2>{t('self-assessment.still-so', { count: standing.length })}</h2>
          </summary>
          <p class="soft">{t('self-assessment.still-so-lead')}</p>
          <Answers visit={visit} questions={standing} />
        </details>
      ) : null}
      <form id="submit" class="act" method="post" action={`${root}/review`}>
        <OnceKey kept={keptFields(c, c.var.config)?.get('key')} />
        <input type="hidden" name="id" value={assessment.selfAssessmentId} />
        {isEmpty ? (
          <a class="go" href={`${root}/${asked[0]?.competencyId}`}>
            {t('self-assessment.start')}
          </a>
        ) : (
          <button class="go" type="submit">
            {t('self-assessment.submit')}
          </button>
        )}
      </form>
    </>,
  )
}
