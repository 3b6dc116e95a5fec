import { type CourseProgress, isCheck, type LibraryCourse, type MicroCoursePack, type MyCourse, type MyLearning } from '@handrail/contracts'
import { type Context, Hono } from 'hono'
import type { PageDeps } from '../app.tsx'
import { orNull } from '../clients/call.ts'
import { Heading } from '../components/cards/heading.tsx'
import { ChoiceForm, ChoiceSaid, CourseState, choiceIn, fitSentence, LevelStair, levelsOf, placeWithout } from '../components/course-facts.tsx'
import { page } from '../components/page.tsx'
import { Stair } from '../components/stair.tsx'
import { forgetAnswers } from '../edge/kept-answers.ts'
import { type Env, type SignedInVisit, signedIn } from '../edge/visit.ts'
import { courseOpener } from './open-course.ts'

const lengthOf = (visit: SignedInVisit, pack: MicroCoursePack) => {
  const { t, number } = visit.words
  return t('course.facts', {
    cards: pack.cards.length,
    minutes: t('frame.minutes', { count: pack.minutes }),
    size: t('frame.kilobytes', { size: number(pack.kilobytes) }),
  })
}

type Shelved = { course: LibraryCourse | null; mine: MyCourse | undefined }

/** `course` and `mine` say where it stands in the library; a phone with no signal does without. */
export const coverPage = (
  c: Context<Env>,
  visit: SignedInVisit,
  pack: MicroCoursePack,
  progress: CourseProgress,
  { course, mine }: Shelved = { course: null, mine: undefined },
) => {
  const { words } = visit
  const { t, pick } = words
  const place = placeWithout(visit.place)
  const said = choiceIn((name) => c.req.query(name))
  const fromLibrary = c.req.query('from') === 'library'
  const started = progress.cardsDone.length > 0 && !progress.finished
  const first = started ? pack.cards.find(({ cardId }) => !progress.cardsDone.includes(cardId)) : pack.cards[0]
  return page(
    c,
    {
      title: pack.title,
      focus: true,
      styles: ['library'],
      islands: ['cover'],
      back: fromLibrary ? { href: '/library', label: t('library.tab') } : { href: '/', label: t('frame.my-learning') },
    },
    <>
      {said ? <ChoiceSaid words={words} courseId={pack.courseId} title={pack.title} choice={said.choice} place={place} /> : null}
      <div class="opening">
        {course?.competency || mine ? (
          <p class="eyebrow">
            {course?.competency ? pick(course.competency) : null} <CourseState words={words} mine={mine} />
          </p>
        ) : null}
        <h1>{pack.title}</h1>
        <p class="lead">{pack.summary}</p>
        <p class="soft">{lengthOf(visit, pack)}</p>
        {course ? (
          <p class="level">
            <LevelStair {...course} />
            <span>{levelsOf(words, course)}</span>
          </p>
        ) : null}
      </div>
      <section class="notice calm">
        <h2>{t('course.you-will')}</h2>
        <p>{pack.canDo}</p>
      </section>
      {course?.fit && !progress.finished ? <p class="fits">{fitSentence(words, course.fit)}</p> : null}
      {progress.finished ? <p>{t('course.done-before')}</p> : null}
      {course ? <ChoiceForm words={words} courseId={pack.courseId} title={pack.title} mine={mine} place={place} look="second" /> : null}
      <p class="hint" data-afresh={`${visit.me.personId} /courses/${pack.courseId}`} hidden>
        {t('course.turning')}
      </p>
      <p class="between">
        {!progress.finished && pack.cards.some(isCheck) ? (
          <a class="link" href={`/courses/${pack.courseId}/check`}>
            {t('check.offer')}
          </a>
        ) : null}
        <a class="link" href={`/courses/${pack.courseId}/low-tech`}>
          {t('course.low-tech')}
        </a>
      </p>
      <div class="act">
        <a class="go" href={`/courses/${pack.courseId}/${first?.cardId}`}>
          {t(progress.finished ? 'course.again' : started ? 'course.continue' : 'course.start')}
        </a>
      </div>
    </>,
  )
}

export const finishedPage = (
  c: Context<Env>,
  visit: SignedInVisit,
  pack: MicroCoursePack,
  learning: MyLearning,
  progress: Pick<CourseProgress, 'testedOut'>,
) => {
  const { t, pick } = visit.words
  const { courseId } = pack
  const { next } = learning
  const title = t(progress.testedOut ? 'course.tested-out-title' : 'course.finished-title')
  const checklist = pack.cards.find((card) => card.kind === 'checklist')
  const path = learning.assignments.find(({ assignmentId, steps }) =>
    next ? assignmentId === next.assignmentId : steps.some((step) => step.courseId === courseId),
  )
  return page(
    c,
    { title, focus: true, back: { href: '/', label: t('frame.my-learning') } },
    <>
      <Stair steps={path?.steps.length ?? 1} done={path?.stepsDone ?? 1} tall stepping />
      <Heading>{title}</Heading>
      {progress.testedOut ? <p class="lead">{t('course.tested-out-lead')}</p> : null}
      <section class="notice good">
        <h2>{t('course.finished-now')}</h2>
        <p class="lead">{pack.canDo}</p>
      </section>
      {checklist && !progress.testedOut ? (
        <section class="sheet" aria-labelledby="try">
          <h2 id="try">{t('course.try-title')}</h2>
          <p>{checklist.items[0]}</p>
          <a class="link" href={`/courses/${courseId}/${checklist.cardId}`}>
            {t('course.try-all')}
          </a>
        </section>
      ) : null}
      {next ? (
        <div>
          <p class="here">{t('course.finished-next')}</p>
          <h2>{next.step.title ? pick(next.step.title) : t('home.this-course')}</h2>
          <p class="soft">{t('frame.minutes', { count: next.step.minutes })}</p>
        </div>
      ) : (
        <div class="stack">
          <h2>{t('course.finished-top')}</h2>
          <p>{t('course.finished-top-lead')}</p>
        </div>
      )}
      <div class="act still">
        <a class="go" href={next ? `/courses/${next.step.courseId}` : '/'}>
          {t(next ? 'course.continue' : 'course.see-path')}
        </a>
        {next ? (
          <a class="link" href="/">
            {t('course.take-a-break')}
          </a>
        ) : null}
      </div>
    </>,
  )
}

/** A course around its cards: how it opens and how it ends. */
export const coursePages = ({ clients, config }: PageDeps) => {
  const { progress: progressService } = clients
  const pages = new Hono<Env>()

  const open = courseOpener(clients)

  pages.get('/courses/:courseId', async (c) => {
    const visit = signedIn(c)
    const { progress, pack } = await open(visit, c.req.param('courseId'))
    const said = choiceIn((name) => c.req.query(name))
    if (progress.finished || progress.cardsDone.length === 0 || said) {
      // A course that is begun again begins afresh.
      if (!said) forgetAnswers(c, config)
      const [course, courses] = await Promise.all([orNull(clients.catalogue.libraryCourse(visit, pack.courseId)), progressService.myCourses(visit)])
      return coverPage(c, visit, pack, progress, { course, mine: courses.find(({ courseId }) => courseId === pack.courseId) })
    }
    const next = pack.cards.find(({ cardId }) => !progress.cardsDone.includes(cardId))
    return c.redirect(`/courses/${pack.courseId}/${next?.cardId ?? 'finished'}`, 303)
  })

  pages.get('/courses/:courseId/finished', async (c) => {
    const visit = signedIn(c)
    const courseId = c.req.param('courseId')
    const [{ progress, pack }, learning] = await Promise.all([open(visit, courseId), progressService.myLearning(visit)])
    if (!progress.finished) return c.redirect(`/courses/${courseId}`, 303)
    return finishedPage(c, visit, pack, learning, progress)
  })
  return pages
}
