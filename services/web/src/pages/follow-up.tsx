import { type MicroCoursePack, PracticeReport } from '@handrail/contracts'
import { type Context, Hono } from 'hono'
import type { PageDeps } from '../app.tsx'
import { Heading } from '../components/cards/heading.tsx'
import { Choices, describedBy, ErrorSummary, Field } from '../components/form.tsx'
import { page } from '../components/page.tsx'
import { choiceOf, formOf } from '../edge/form.ts'
import { forgetKept, keptFields } from '../edge/kept.ts'
import { type Env, type SignedInVisit, signedIn } from '../edge/visit.ts'

const barriers = ['time', 'device', 'not-sure-how', 'other'] as const
const LONGEST_NOTE = 200

type Wrong = 'follow-up.barrier-missing' | 'follow-up.note-long'

const barrierPage = (c: Context<Env>, visit: SignedInVisit, pack: MicroCoursePack, fields: URLSearchParams, wrong?: Wrong) => {
  const { t } = visit.words
  const error = wrong && t(wrong)
  const noteError = wrong === 'follow-up.note-long' ? error : undefined
  return page(
    c,
    { title: t('follow-up.barrier'), focus: true, form: 'barrier', back: { href: '/', label: t('frame.my-learning') } },
    <>
      <ErrorSummary title={t('frame.error-summary')} errors={error ? [{ field: noteError ? 'note' : 'barrier-first', message: error }] : []} />
      <div class="opening">
        <p class="here">{pack.title}</p>
        <Heading focus={!wrong}>{t('follow-up.barrier')}</Heading>
        <p class="soft">{t('follow-up.barrier-lead')}</p>
      </div>
      <form id="barrier" class="asks" method="post" action={`/follow-ups/${pack.courseId}/barrier`} novalidate>
        <Choices
          name="barrier"
          legend={t('follow-up.barrier')}
          legendClass="unseen"
          options={barriers.map((value, index) => ({ value, label: t(`follow-up.${value}`), ...(index === 0 ? { id: 'barrier-first' } : {}) }))}
          chosen={fields.getAll('barrier')}
        />
        <Field id="note" label={t('follow-up.note')} hint={t('follow-up.note-hint')} error={noteError}>
          <input
            id="note"
            name="note"
            type="text"
            autocomplete="off"
            maxlength={LONGEST_NOTE}
            value={fields.get('note') ?? ''}
            aria-invalid={noteError ? 'true' : undefined}
            aria-describedby={describedBy('note', true, noteError)}
          />
        </Field>
        <div class="act">
          <button class="go" type="submit">
            {t('follow-up.send')}
          </button>
          <a class="link" href="/?follow-up=thanks">
            {t('follow-up.leave-open')}
          </a>
        </div>
      </form>
    </>,
    wrong ? 422 : 200,
  )
}

/** A month after a course: did you use it, and what got in the way? */
export const followUpPages = ({ clients, config }: PageDeps) => {
  const pages = new Hono<Env>()
  const packOf = (visit: SignedInVisit, courseId: string) =>
    clients.catalogue.microCourse(visit, visit.me.organization.organizationId, courseId, visit.words.language, null)

  pages.post('/follow-ups/:courseId', async (c) => {
    const visit = signedIn(c)
    const courseId = c.req.param('courseId')
    const used = choiceOf(await formOf(c), 'used', ['yes', 'not-yet', 'does-not-fit', 'put-away'])
    if (used === 'put-away') {
      await clients.progress.putAwayFollowUp(visit, courseId)
      return c.redirect('/?follow-up=away', 303)
    }
    await clients.progress.reportPractice(visit, courseId, { used })
    return c.redirect(used === 'not-yet' ? `/follow-ups/${courseId}/barrier` : `/?follow-up=${used === 'yes' ? 'yes' : 'thanks'}`, 303)
  })

  pages.get('/follow-ups/:courseId/barrier', async (c) => {
    const visit = signedIn(c)
    return barrierPage(c, visit, await packOf(visit, c.req.param('courseId')), keptFields(c, config) ?? new URLSearchParams())
  })

  pages.post('/follow-ups/:courseId/barrier', async (c) => {
    const visit = signedIn(c)
    const form = await formOf(c)
    const courseId = c.req.param('courseId')
    const barrier = barriers.find((each) => each === form.get('barrier'))
    if (!barrier) return barrierPage(c, visit, await packOf(visit, courseId), form, 'follow-up.barrier-missing')
    const report = PracticeReport.safeParse({ used: 'not-yet', barrier, note: form.get('note') ?? '' })
    if (!report.success) return barrierPage(c, visit, await packOf(visit, courseId), form, 'follow-up.note-long')
    await clients.progress.reportPractice(visit, courseId, report.data)
    forgetKept(c, config)
    return c.redirect(barrier === 'not-sure-how' ? `/?follow-up=not-sure-how&course=${courseId}` : '/?follow-up=thanks', 303)
  })
  return pages
}
