import { Hono } from 'hono'
import type { PageDeps } from '../app.tsx'
import { Climb } from '../components/climb.tsx'
import { Choices, describedBy, ErrorSummary, Field, Tick } from '../components/form.tsx'
import { BackArrow, Mark, PersonSign } from '../components/mark.tsx'
import { Empty, Notice } from '../components/notice.tsx'
import { page } from '../components/page.tsx'
import { Scene, sceneNames } from '../components/scene.tsx'
import { Stair } from '../components/stair.tsx'
import { StepList } from '../components/step-list.tsx'
import type { Env } from '../edge/visit.ts'
import type { Words } from '../words/words.ts'
import { ExampleCards } from './design-cards.tsx'
import { ExampleLearner } from './design-learner.tsx'
import { ExampleTeams } from './design-teams.tsx'

const colours = [
  'paper',
  'card',
  'ink',
  'soft',
  'line',
  'edge',
  'teal',
  'teal-deep',
  'teal-mid',
  'teal-wash',
  'sun',
  'sun-deep',
  'sun-wash',
  'leaf',
  'leaf-wash',
]
const schemes = ['system', 'light', 'dark'] as const

const Schemes = ({ words: { t }, chosen }: { words: Words; chosen: string }) => (
  <nav class="tabs" aria-label={t('design.schemes')}>
    <ul>
      {schemes.map((scheme) => (
        <li>
          <a href={scheme === 'system' ? '/design' : `/design?scheme=${scheme}`} aria-current={scheme === chosen ? 'page' : undefined}>
            {t(`design.scheme-${scheme}`)}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)

/** Every component, to look at in both languages, light and dark: for whoever builds Handrail. Where there is TLS other people come by, and it is not there. */
export const designPages = ({ config }: PageDeps) => {
  const pages = new Hono<Env>()
  pages.get('/design', (c) => {
    if (config.secureCookies) return c.notFound()
    const { words, now } = c.var.visit
    const { t } = words
    const scheme = schemes.find((each) => each === c.req.query('scheme')) ?? 'system'
    const example = t('design.example')
    const error = t('sign-in.address-wrong')
    return page(
      c,
      { title: t('design.title'), styles: ['teams', 'library', 'progress', 'design', 'schemes'], islands: ['order', 'match', 'question'], wide: true },
      <>
        <div class="opening">
          <h1>{t('design.title')}</h1>
          <p class="lead">{t('design.lead')}</p>
        </div>
        <Schemes words={words} chosen={scheme} />
        <div class={scheme === 'system' ? 'specimen' : `specimen ${scheme}`}>
          <h2>{t('design.colours')}</h2>
          <ul class="swatches">
            {colours.map((colour) => (
              <li class={`swatch-${colour}`}>{colour}</li>
            ))}
          </ul>
          <h2>{t('design.type')}</h2>
          <div>
            <p class="as-title">{example}</p>
            <p class="lead">{t('design.example-lead')}</p>
            <h2>{example}</h2>
            <h3>{example}</h3>
            <p>{t('design.example-lead')}</p>
            <p class="soft">{t('design.example-lead')}</p>
            <p class="here">{t('home.next')}</p>
          </div>
          <h2>{t('design.signs')}</h2>
          <div class="signs">
            <Mark />
            <BackArrow />
            <PersonSign />
          </div>
          <h2>{t('design.buttons')}</h2>
          <button class="go" type="button">
            {t('home.continue')}
          </button>
          <div class="pair">
            <button class="second" type="button">
              {t('home.again')}
            </button>
            <button class="link" type="button">
              {t('frame.back')}
            </button>
          </div>
          <h2>{t('design.stairs')}</h2>
          {[0, 2, 5].map((done) => (
            <Stair steps={5} done={done} />
          ))}
          <Stair steps={9} done={4} />
          <Stair steps={1} done={0} />
          <Stair steps={5} done={3} tall stepping />
          <h2>{t('design.scenes')}</h2>
          <div class="scenes">
            {sceneNames.map((scene) => (
              <Scene of={scene} />
            ))}
          </div>
          <h2>{t('design.progress')}</h2>
          <Climb label={t('course.step', { at: 3, total: 7 })} total={7} at={2} />
          <h2>{t('design.steps')}</h2>
          <StepList
            items={[
              { state: 'done', title: <a href="#main">{example}</a>, notes: [t('home.step-done')] },
              { state: 'now', title: <a href="#main">{example}</a>, notes: [t('home.step-now')] },
              { state: 'to-do', title: <a href="#main">{example}</a>, notes: [t('frame.minutes', { count: 5 })] },
            ]}
          />
          <h2>{t('design.fields')}</h2>
          <ErrorSummary title={t('frame.error-summary')} errors={[{ field: 'wrong', message: error }]} />
          <Field id="right" label={t('sign-in.address')} hint={t('sign-in.address-hint')}>
            <input id="right" type="email" aria-describedby={describedBy('right', true, undefined)} />
          </Field>
          <Field id="wrong" label={t('sign-in.address')} error={error}>
            <input id="wrong" type="email" aria-invalid="true" aria-describedby={describedBy('wrong', false, error)} />
          </Field>
          <Tick name="tick" label={t('sign-in.shared-device')} hint={t('sign-in.shared-device-hint')} checked />
          <h2>{t('design.choices')}</h2>
          <Choices
            name="choice"
            legend={t('self-assessment.legend')}
            chosen={['2']}
            options={[
              { value: '1', label: t('level.1'), note: example },
              { value: '2', label: t('level.2'), note: example },
              { value: 'unknown', label: t('level.unknown'), note: t('self-assessment.unsure-note') },
            ]}
          />
          <ExampleCards words={words} />
          <h2>{t('design.notices')}</h2>
          <Notice>{t('design.example-lead')}</Notice>
          <Notice tone="calm">{t('design.example-lead')}</Notice>
          <Notice tone="good">{t('design.example-lead')}</Notice>
          <h2>{t('design.sheets')}</h2>
          <Empty scene="landing" title={t('plan.empty-title')} lead={t('plan.empty-lead')} action={{ href: '#main', label: t('home.begin') }} />
          <ExampleLearner visit={c.var.visit} />
          <ExampleTeams words={words} now={now} />
        </div>
      </>,
    )
  })
  return pages
}
