import type { MyLearning } from '@handrail/contracts'
import { StepList } from '../components/step-list.tsx'
import type { SignedInVisit } from '../edge/visit.ts'
import type { PlainKey } from '../words/words.ts'

export type Assignment = MyLearning['assignments'][number]
type Step = Assignment['steps'][number]
type Next = NonNullable<MyLearning['next']>

const reasonWords = {
  manager: 'home.reason-manager',
  champion: 'home.reason-champion',
  rule: 'home.reason-rule',
  chosen: 'home.reason-chosen',
  'self-assessment': null,
} as const satisfies Record<Assignment['reason'], PlainKey | null>

export const pathTitle = ({ words: { t, pick } }: SignedInVisit, { title, reason }: Assignment) =>
  title ? pick(title) : t(reason === 'chosen' ? 'home.path-chosen' : 'home.path-personal')

const titleOf = ({ words }: SignedInVisit, step: Step) => (step.title ? words.pick(step.title) : words.t('home.this-course'))

/** The card one is at, and which share of the course is left. */
const placeIn = (done: number, cards: number) => ({ card: Math.min(done + 1, cards), cards, share: Math.max(1, cards - done) / cards })

/** The one thing to do next, or to go on with. */
export const NextStep = ({ visit, next, sizeFirst }: { visit: SignedInVisit; next: Next; sizeFirst: boolean }) => {
  const { t, number } = visit.words
  const { step, stepNumber, stepsTotal } = next
  const started = step.cardsDone > 0 && step.cardsTotal !== null
  const here = started && step.cardsTotal !== null ? placeIn(step.cardsDone, step.cardsTotal) : null
  const minutes = t('frame.minutes', { count: here ? Math.ceil(step.minutes * here.share) : step.minutes })
  const facts = here ? t('home.next-started', { ...here, minutes }) : t('home.next-facts', { step: stepNumber, steps: stepsTotal, minutes })
  const size = step.kilobytes === null ? null : t('frame.kilobytes', { size: number(step.kilobytes) })
  return (
    <section class="sheet next" aria-labelledby="next">
      <p class="here">{t(started || stepNumber > 1 ? 'home.next' : 'home.next-first')}</p>
      <h2 id="next">{titleOf(visit, step)}</h2>
      <p class="soft">{size === null ? facts : t(sizeFirst ? 'home.next-size-first' : 'home.next-size', { facts, size })}</p>
      <a class="go" href={`/courses/${step.courseId}`}>
        {t(started ? 'home.continue' : 'home.start')}
      </a>
    </section>
  )
}

const stepNotes = ({ words }: SignedInVisit, step: Step, sizeFirst: boolean) => {
  const { t, pick, number } = words
  if (step.state === 'done' && step.testedOut) return [t('home.step-already-there')]
  if (step.state === 'done') return [step.canDo ? pick(step.canDo) : t('home.step-done')]
  if (step.state === 'now') return [t('home.step-now')]
  const minutes = t('frame.minutes', { count: step.minutes })
  return [
    step.kilobytes === null
      ? minutes
      : t(sizeFirst ? 'home.step-ahead-size' : 'home.step-ahead', { minutes, size: t('frame.kilobytes', { size: number(step.kilobytes) }) }),
  ]
}

type PathProps = { visit: SignedInVisit; assignment: Assignment; here: boolean; sizeFirst: boolean }
/** `here` marks the one step to go on with; in another path the next step waits like those after it. */
export const Path = ({ visit, assignment, here, sizeFirst }: PathProps) => {
  const { t, day } = visit.words
  const { finishOn, dueOn } = assignment
  const isTooSoon = finishOn !== null && dueOn !== null && finishOn > dueOn
  const steps = assignment.steps.map((step) => (step.state === 'now' && !here ? { ...step, state: 'to-do' as const } : step))
  const reason = reasonWords[assignment.reason]
  const total = assignment.steps.length
  return (
    <section class="stack" aria-labelledby={`path-${assignment.assignmentId}`}>
      <div class="opening">
        <h2 id={`path-${assignment.assignmentId}`}>{pathTitle(visit, assignment)}</h2>
        <p class="soft">
          {assignment.stepsDone === 0 ? t('home.steps-ahead', { total }) : t('home.steps-climbed', { done: assignment.stepsDone, total })}
          {reason ? ` · ${t(reason)}` : ''}
        </p>
        <p class="soft">
          {assignment.minutesPerWeek === 0
            ? t('home.no-minutes')
            : finishOn && !isTooSoon
              ? t('home.finish-on', { minutes: assignment.minutesPerWeek, date: day(finishOn, visit.now) })
              : null}
          {dueOn ? ` ${t(isTooSoon ? 'home.due-too-soon' : 'home.due-on', { date: day(dueOn, visit.now) })}` : null}
        </p>
      </div>
      <StepList
        items={steps.map((step) => ({
          state: step.state,
          title: <a href={`/courses/${step.courseId}`}>{titleOf(visit, step)}</a>,
          notes: stepNotes(visit, step, sizeFirst),
        }))}
      />
    </section>
  )
}
