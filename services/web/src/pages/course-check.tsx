import type { CourseCheck } from '@handrail/contracts'
import { type Context, Hono } from 'hono'
import type { PageDeps } from '../app.tsx'
import { ServiceRefused } from '../clients/call.ts'
import { Heading } from '../components/cards/heading.tsx'
import { ErrorSummary } from '../components/form.tsx'
import { Markdown } from '../components/markdown.tsx'
import { Notice } from '../components/notice.tsx'
import { page } from '../components/page.tsx'
import { formOf } from '../edge/form.ts'
import { forgetKept, keptFields } from '../edge/kept.ts'
import { type Env, type SignedInVisit, signedIn } from '../edge/visit.ts'

type Question = CourseCheck['questions'][number]

const fieldOf = ({ from, questionId }: Question) => `${from}-${questionId}`

type AskedProps = { visit: SignedInVisit; question: Question; place: { at: number; total: number }; fields: URLSearchParams; open: boolean }

const Asked = ({ visit: { words }, question, place, fields, open }: AskedProps) => {
  const { heading, body, several, choices } = question
  const field = fieldOf(question)
  const chosen = fields.getAll(field)
  return (
    <section class="stack" aria-labelledby={`${field}-heading`}>
      <div>
        <p class="hint">{words.t('check.place', place)}</p>
        <h2 id={`${field}-heading`}>{heading}</h2>
      </div>
      <div id={`${field}-body`}>
        <Markdown text={body} />
      </div>
      <fieldset class="choices" aria-labelledby={`${field}-heading`} aria-describedby={`${field}-body`}>
        <legend class="hint">{words.t(several ? 'course.choose-some' : 'course.choose-one')}</legend>
        {choices.map(({ choiceId, text }, index) => (
          <label class="choice">
            <input
              id={index === 0 ? field : undefined}
              type={several ? 'checkbox' : 'radio'}
              name={field}
              value={choiceId}
              checked={chosen.includes(choiceId)}
              aria-invalid={open ? 'true' : undefined}
            />
            <span>{text}</span>
          </label>
        ))}
      </fieldset>
    </section>
  )
}

const checkPage = (c: Context<Env>, visit: SignedInVisit, check: CourseCheck, fields: URLSearchParams, wrong = false) => {
  const { t } = visit.words
  const course = `/courses/${check.courseId}`
  const open = wrong ? check.questions.filter((question) => !fields.has(fieldOf(question))) : []
  return page(
    c,
    { title: t('check.title', { course: check.title }), focus: true, form: 'check', back: { href: course } },
    <>
      <ErrorSummary
        title={t('frame.error-summary')}
        errors={open.map((question) => ({ field: fieldOf(question), message: t('check.open', { question: question.heading }) }))}
      />
      {c.req.query('said') === 'changed' ? <Notice status>{t('problem.check-changed')}</Notice> : null}
      <hgroup class="opening">
        <p class="here">{check.title}</p>
        <Heading focus={!wrong}>{t('check.heading')}</Heading>
        <p class="soft">{t('check.lead', { count: check.questions.length })}</p>
      </hgroup>
      <form id="check" class="asks checks" method="post" action={`${course}/check`}>
        <input type="hidden" name="version" value={`${check.courseVersion}.${check.checkVersion}`} />
        {check.questions.map((question, index) => (
          <Asked visit={visit} question={question} place={{ at: index + 1, total: check.questions.length }} fields={fields} open={open.includes(question)} />
        ))}
        <div class="act still">
          <button class="go" type="submit">
            {t('check.send')}
          </button>
          <a class="link" href={course}>
            {t('check.rather-learn')}
          </a>
        </div>
      </form>
    </>,
    wrong ? 422 : 200,
  )
}

/** Not all of it was right. Nobody has noted it, so there is nothing to say but what helps. */
const notYetPage = (c: Context<Env>, visit: SignedInVisit, check: CourseCheck, minutes: number) => {
  const { t } = visit.words
  const course = `/courses/${check.courseId}`
  return page(
    c,
    { title: t('check.not-yet', { minutes }), focus: true, back: { href: '/', label: t('frame.my-learning') } },
    <>
      <div class="opening">
        <p class="here">{check.title}</p>
        <Heading>{t('check.not-yet', { minutes })}</Heading>
        <p class="lead">{t('check.not-yet-lead')}</p>
      </div>
      <p class="notice calm">{t('check.not-noted')}</p>
      <div class="act">
        <a class="go" href={course}>
          {t('check.to-course')}
        </a>
        <a class="link" href="/">
          {t('course.see-path')}
        </a>
      </div>
    </>,
  )
}

/** "I can do this already": the questions of a course before its cards. */
export const courseCheckPages = ({ clients, config }: PageDeps) => {
  const pages = new Hono<Env>()
  const checkOf = (visit: SignedInVisit, courseId: string) => clients.catalogue.courseCheck(visit, courseId, visit.words.language)

  pages.get('/courses/:courseId/check', async (c) => {
    const visit = signedIn(c)
    const courseId = c.req.param('courseId')
    const [{ finished }, check] = await Promise.all([clients.progress.courseProgress(visit, courseId), checkOf(visit, courseId)])
    if (finished || check.questions.length === 0) return c.redirect(`/courses/${courseId}`, 303)
    if (c.req.query('said') !== 'not-yet') return checkPage(c, visit, check, keptFields(c, config) ?? new URLSearchParams())
    const { minutes } = await clients.catalogue.microCourse(visit, visit.me.organization.organizationId, courseId, visit.words.language, null)
    return notYetPage(c, visit, check, minutes)
  })

  pages.post('/courses/:courseId/check', async (c) => {
    const visit = signedIn(c)
    const form = await formOf(c)
    const courseId = c.req.param('courseId')
    const check = await checkOf(visit, courseId)
    const here = `/courses/${courseId}/check`
    if (form.get('version') !== `${check.courseVersion}.${check.checkVersion}`) return c.redirect(`${here}?said=changed`, 303)
    if (check.questions.some((question) => !form.has(fieldOf(question)))) return checkPage(c, visit, check, form, true)
    const answers = check.questions.map((question) => ({
      from: question.from,
      questionId: question.questionId,
      choiceIds: question.choices.map(({ choiceId }) => choiceId).filter((choiceId) => form.getAll(fieldOf(question)).includes(choiceId)),
    }))
    try {
      const { courseVersion, checkVersion } = check
      const { passed } = await clients.progress.testOut(visit, courseId, { courseVersion, checkVersion, answers })
      // What was chosen goes, whatever it was.
      forgetKept(c, config)
      return c.redirect(passed ? `/courses/${courseId}/finished` : `${here}?said=not-yet`, 303)
    } catch (error) {
      if (error instanceof ServiceRefused && error.problem.code === 'check-changed') return c.redirect(`${here}?said=changed`, 303)
      throw error
    }
  })
  return pages
}
