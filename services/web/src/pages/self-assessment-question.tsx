import { levels, type SelfAssessment, Sureness } from '@handrail/contracts'
import type { Context } from 'hono'
import { Climb } from '../components/climb.tsx'
import { Chips, Choices, ErrorSummary } from '../components/form.tsx'
import { page } from '../components/page.tsx'
import type { Env, SignedInVisit } from '../edge/visit.ts'

/** What is asked this time, in order: what does not stand from before, and what was opened again. */
export const askedNow = ({ questions }: SelfAssessment, openedId?: string) =>
  questions.filter(({ stands, competencyId }) => !stands || competencyId === openedId)

type Chosen = { level: string | null; sureness: string | null }

/** One competency a screen: the step that sounds most like them, and, if they like, how sure they are. */
export const questionPage = (c: Context<Env>, visit: SignedInVisit, assessment: SelfAssessment, competencyId: string, chosen: Chosen, wrong = false) => {
  const { t, pick } = visit.words
  const asked = askedNow(assessment, competencyId)
  const index = asked.findIndex((each) => each.competencyId === competencyId)
  const question = asked[index]
  if (!question) return c.notFound()
  const error = wrong ? t('self-assessment.choose-one') : undefined
  return page(
    c,
    { title: pick(question.name), form: 'answer', focus: true, back: { href: '/', label: t('frame.close') } },
    <>
      <Climb
        label={`${t('self-assessment.step', { at: index + 1, total: asked.length })} · ${pick(question.area)}`}
        total={asked.length}
        at={index}
        done={asked.map(({ answer }) => answer !== null)}
      />
      <ErrorSummary title={t('frame.error-summary')} errors={error ? [{ field: 'level-1', message: error }] : []} />
      <div class="opening">
        <h1>{pick(question.name)}</h1>
        <p class="soft">{pick(question.purpose)}</p>
      </div>
      <form id="answer" class="asks" method="post" action={`/self-assessment/${question.competencyId}`}>
        <Choices
          name="level"
          legend={t('self-assessment.legend')}
          legendClass="unseen"
          chosen={chosen.level ? [chosen.level] : []}
          options={[
            ...levels.map((level) => ({
              value: String(level),
              id: `level-${level}`,
              label: t(`level.${level}`),
              note: pick(question.examples[level]),
            })),
            { value: 'unknown', label: t('level.unknown'), note: t('self-assessment.unsure-note') },
            { value: 'not-my-job', label: t('level.not-my-job'), note: t('self-assessment.not-my-job-note') },
          ]}
        />
        <Chips
          name="sureness"
          legend={t('self-assessment.sure-legend')}
          chosen={chosen.sureness}
          options={Sureness.options.map((value) => ({ value, label: t(`self-assessment.${value}`) }))}
        />
        <div class="act">
          <button class="go" type="submit">
            {t('self-assessment.next')}
          </button>
          <div class="between">
            <small class="soft">{t('self-assessment.saved')}</small>
            {index > 0 ? (
              <button class="link" type="submit" name="go" value="back" formnovalidate>
                {t('frame.back')}
              </button>
            ) : null}
          </div>
        </div>
      </form>
    </>,
    wrong ? 422 : 200,
  )
}
