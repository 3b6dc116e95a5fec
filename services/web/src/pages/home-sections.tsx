import type { MyLearning, MySelfAssessments } from '@handrail/contracts'
import type { z } from 'zod'
import { OnceKey } from '../components/form.tsx'
import { Notice } from '../components/notice.tsx'
import { StepList } from '../components/step-list.tsx'
import type { SignedInVisit } from '../edge/visit.ts'
import { type Assignment, pathTitle } from './home-path.tsx'
import { askedNow } from './self-assessment-question.tsx'

export type Started = z.infer<typeof MySelfAssessments>

/** Where one feels steady: begin, go on, or see what came of it. */
export const Begin = ({ visit, started, main }: { visit: SignedInVisit; started: Started; main: boolean }) => {
  const { t } = visit.words
  const look = main ? 'go' : 'second'
  const asked = started.draft ? askedNow(started.draft) : []
  const answered = asked.filter(({ answer }) => answer !== null).length
  if (started.draft && answered > 0) {
    return (
      <section class="sheet next">
        <h2>{t('home.resume-title')}</h2>
        <p>{t('home.resume-lead', { answered, questions: asked.length })}</p>
        <a class={look} href="/self-assessment/continue">
          {t('home.resume')}
        </a>
      </section>
    )
  }
  if (started.submitted && !main) return null
  if (started.submitted) {
    return (
      <section class="sheet next">
        <h2>{t('home.done-title')}</h2>
        <p>{t('home.done-lead')}</p>
        <a class={look} href="/self-assessment">
          {t('home.again')}
        </a>
      </section>
    )
  }
  return (
    <section class="sheet next">
      <h2>{t(main ? 'home.begin-title' : 'home.begin-too')}</h2>
      <p>{t('home.begin-lead')}</p>
      <p class="soft">{t('home.begin-private')}</p>
      <a class={look} href="/self-assessment">
        {t('home.begin')}
      </a>
    </section>
  )
}

export const Invitation = ({ visit, invitationId }: { visit: SignedInVisit; invitationId: string }) => {
  const { t } = visit.words
  return (
    <section class="sheet" aria-labelledby="invitation">
      <h2 id="invitation">{t('home.invitation-title')}</h2>
      <p>{t('home.invitation-lead')}</p>
      <form class="pair" method="post" action={`/champion-invitations/${invitationId}`}>
        <OnceKey />
        <button class="second" type="submit" name="answer" value="acceptance">
          {t('home.accept')}
        </button>
        <button class="link" type="submit" name="answer" value="refusal">
          {t('home.decline')}
        </button>
      </form>
    </section>
  )
}

/** What a champion answered lately. */
export const Answered = ({ visit, learning }: { visit: SignedInVisit; learning: MyLearning }) => {
  const { t, pick } = visit.words
  return learning.answeredHelp.map((help) => (
    <section class="sheet" aria-labelledby={`help-${help.helpRequestId}`}>
      <div>
        <h2 id={`help-${help.helpRequestId}`}>{t('home.help-answered')}</h2>
        {help.title ? <p class="soft">{t('home.about-course', { course: pick(help.title) })}</p> : null}
      </div>
      <blockquote>{help.answer}</blockquote>
      {help.question ? (
        <details>
          <summary>{t('home.you-asked')}</summary>
          <p>{help.question}</p>
        </details>
      ) : null}
    </section>
  ))
}

export const Finished = ({ visit, assignments }: { visit: SignedInVisit; assignments: readonly Assignment[] }) => {
  const { t, dayOf } = visit.words
  return assignments.length === 0 ? null : (
    <section class="stack" aria-labelledby="finished">
      <h2 id="finished">{t('home.finished')}</h2>
      <StepList
        items={assignments.map((assignment) => ({
          state: 'done',
          title: <b>{pathTitle(visit, assignment)}</b>,
          notes: [
            t('home.finished-path', {
              steps: assignment.stepsDone,
              date: dayOf(assignment.completedAt ?? assignment.createdAt, visit.me.timeZone, visit.now),
            }),
          ],
        }))}
      />
    </section>
  )
}

const followedUp = ['yes', 'thanks', 'away', 'not-sure-how'] as const

/** A word on what was said about a course. */
export const FollowedUp = ({ visit: { words }, said, courseId }: { visit: SignedInVisit; said: string | undefined; courseId: string | undefined }) => {
  const known = followedUp.find((each) => each === said)
  if (!known) return null
  return (
    <Notice tone="good" status>
      <p>{words.t(`follow-up.said-${known}`)}</p>
      {known === 'not-sure-how' && courseId && /^[a-z0-9-]+$/.test(courseId) ? (
        <p>
          <a class="link" href={`/courses/${courseId}/ask`}>
            {words.t('follow-up.ask-about-it')}
          </a>
        </p>
      ) : null}
    </Notice>
  )
}
