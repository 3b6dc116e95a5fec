import type { LibraryAreas, MyRecord, MySelfAssessments, Picture } from '@handrail/contracts'
import { type Context, Hono } from 'hono'
import type { z } from 'zod'
import type { PageDeps } from '../app.tsx'
import { orNull, ServiceAway } from '../clients/call.ts'
import { Empty, Notice } from '../components/notice.tsx'
import { page } from '../components/page.tsx'
import { Sign, type SignKind } from '../components/sign.tsx'
import { Stair } from '../components/stair.tsx'
import { type Env, type SignedInVisit, signedIn } from '../edge/visit.ts'

type Course = MyRecord['courses'][number]
type Submitted = z.infer<typeof MySelfAssessments>['submitted']
type Looked = { submitted: Submitted; picture: z.infer<typeof Picture> | null }

const minutesOf = ({ words: { t } }: SignedInVisit, courses: readonly Course[]) =>
  t('frame.minutes', { count: courses.reduce((sum, { minutes }) => sum + minutes, 0) })

const Signs = ({ visit, record }: { visit: SignedInVisit; record: MyRecord }) => {
  const { t, pick, dayOf } = visit.words
  const day = (instant: string) => dayOf(instant, visit.me.timeZone, visit.now)
  const [first] = record.courses
  const signs: { kind: SignKind; title: string; note: string }[] = [
    ...(visit.me.roles.includes('champion') ? [{ kind: 'champion' as const, title: t('progress.sign-champion'), note: t('progress.sign-champion-note') }] : []),
    ...record.paths
      .map(({ title, finishedAt }) => ({
        kind: 'path' as const,
        title: t('progress.sign-path', { path: title ? pick(title) : t('progress.own-path') }),
        note: day(finishedAt),
      }))
      .reverse(),
    ...(first ? [{ kind: 'first' as const, title: t('progress.sign-first'), note: `${pick(first.title)}, ${day(first.finishedAt)}` }] : []),
  ]
  return (
    <section aria-labelledby="signs">
      <h2 id="signs" class="unseen">
        {t('progress.signs')}
      </h2>
      <ul class="signs">
        {signs.map(({ kind, title, note }) => (
          <li>
            <Sign kind={kind} />
            <p>
              <b>{title}</b>
              <small>{note}</small>
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What was said before the courses were taken, and what a course has shown since. */
const ThenAndNow = ({ visit, competencyId, looked, courses }: { visit: SignedInVisit; competencyId: string; looked: Looked; courses: readonly Course[] }) => {
  const { t, pick, dayOf } = visit.words
  const { submitted, picture } = looked
  const question = submitted?.questions.find((each) => each.competencyId === competencyId)
  const saidAt = submitted?.submittedAt
  const then = question?.answer
  const shown = picture?.competencies.find((each) => each.competencyId === competencyId && each.from === 'evidence')?.level
  const isBefore = saidAt && courses.some(({ finishedAt }) => finishedAt > saidAt)
  const hasMoved = typeof shown === 'number' && (then === 'unknown' || (typeof then === 'number' && shown > then))
  if (!question || !then || then === 'not-my-job' || !isBefore) return null
  const example = then === 'unknown' ? undefined : question.examples[then]
  return (
    <dl class="then-now">
      <div>
        <dt>{t('progress.said', { date: dayOf(saidAt, visit.me.timeZone, visit.now) })}</dt>
        <dd>
          {then === 'unknown' ? t('progress.then-unknown') : t('progress.then-level', { level: t(`level.${then}`) })}
          {example ? <small>{pick(example)}</small> : null}
        </dd>
      </div>
      {hasMoved ? (
        <div class="moved">
          <dt>{t('progress.now')}</dt>
          <dd>{t('progress.now-level', { level: t(`level.${shown}`) })}</dd>
        </div>
      ) : null}
    </dl>
  )
}

const CanDo = ({ visit, courses }: { visit: SignedInVisit; courses: readonly Course[] }) => {
  const { t, pick, dayOf } = visit.words
  return (
    <ul class="gifts">
      {courses.map(({ canDo, title, finishedAt }) => (
        <li>
          {pick(canDo)}
          <small>{t('progress.learned', { course: pick(title), date: dayOf(finishedAt, visit.me.timeZone, visit.now) })}</small>
        </li>
      ))}
    </ul>
  )
}

/** Courses by area and competency, in the order of the framework; what it does not name comes last. */
const byArea = (courses: readonly Course[], { areas, competencies }: LibraryAreas) => {
  const ofCompetency = Map.groupBy(courses, ({ competencyId }) => competencyId)
  const known = areas.map((area) => ({
    ...area,
    competencies: competencies.flatMap((competency) => {
      const learned = competency.areaId === area.areaId ? ofCompetency.get(competency.competencyId) : undefined
      return learned ? [{ ...competency, courses: learned }] : []
    }),
  }))
  const named = new Set(competencies.map(({ competencyId }) => competencyId))
  return { areas: known.filter((area) => area.competencies.length > 0), others: courses.filter(({ competencyId }) => !named.has(competencyId)) }
}

const progressPage = (c: Context<Env>, visit: SignedInVisit, record: MyRecord, names: LibraryAreas, looked: Looked) => {
  const { t, pick } = visit.words
  const { areas, others } = byArea(record.courses, names)
  const name = visit.me.name.split(' ')[0] ?? visit.me.name
  return page(
    c,
    { title: t('progress.title'), styles: ['progress'] },
    <>
      <div class="opening">
        <h1>{t('progress.now-title', { name })}</h1>
        <p class="lead">{t('progress.sum', { courses: record.courses.length, minutes: minutesOf(visit, record.courses) })}</p>
      </div>
      <Signs visit={visit} record={record} />
      {areas.map((area) => (
        <section class="sheet" aria-labelledby={area.areaId}>
          <h2 id={area.areaId}>{pick(area.name)}</h2>
          {area.competencies.map((competency) => (
            <div class="stack">
              <h3>{pick(competency.name)}</h3>
              <ThenAndNow visit={visit} competencyId={competency.competencyId} looked={looked} courses={competency.courses} />
              <CanDo visit={visit} courses={competency.courses} />
            </div>
          ))}
        </section>
      ))}
      {others.length === 0 ? null : (
        <section class="sheet" aria-labelledby="others">
          <h2 id="others">{t('progress.other')}</h2>
          <CanDo visit={visit} courses={others} />
        </section>
      )}
      <section class="stack" aria-labelledby="take-with">
        <h2 id="take-with">{t('progress.take-with')}</h2>
        <p class="soft">{t('progress.take-with-lead')}</p>
        <a class="go short" href="/progress/record">
          {t('progress.print')}
        </a>
        <p class="pair">
          <a class="link" href="/progress/record.csv" download={`${t('progress.file-name')}.csv`}>
            {t('progress.csv')}
          </a>
          <a class="link" href="/progress/record.json" download={`${t('progress.file-name')}.json`}>
            {t('progress.json')}
          </a>
        </p>
      </section>
      <Notice tone="calm">
        <p>{t('progress.who-sees')}</p>
      </Notice>
    </>,
  )
}

const emptyPage = (c: Context<Env>, visit: SignedInVisit) => {
  const { t } = visit.words
  return page(
    c,
    { title: t('progress.title'), styles: ['progress'] },
    <>
      <h1>{t('progress.title')}</h1>
      <Stair steps={5} done={0} />
      <Empty title={t('progress.empty-title')} lead={t('progress.empty-lead')} action={{ href: '/library', label: t('progress.empty-action') }} />
    </>,
  )
}

/** What one has learned, by area, from the first answers to now. Read by the person alone. */
export const progressPages = ({ clients }: PageDeps) => {
  const { baselines, catalogue, progress } = clients
  const pages = new Hono<Env>()

  /** What was said in a self-assessment; without it, the page says what was learned. */
  const lookedAt = async (visit: SignedInVisit): Promise<Looked> => {
    try {
      const [{ submitted }, picture] = await Promise.all([baselines.mySelfAssessments(visit), orNull(baselines.picture(visit))])
      return { submitted, picture }
    } catch (error) {
      if (error instanceof ServiceAway) return { submitted: null, picture: null }
      throw error
    }
  }

  pages.get('/progress', async (c) => {
    const visit = signedIn(c)
    const [record, names, looked] = await Promise.all([
      progress.myRecord(visit),
      catalogue.libraryAreas(visit, visit.me.organization.organizationId),
      lookedAt(visit),
    ])
    return record.courses.length === 0 ? emptyPage(c, visit) : progressPage(c, visit, record, names, looked)
  })
  return pages
}
