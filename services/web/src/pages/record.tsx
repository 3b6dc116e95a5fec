import type { Language, LocalizedText, MyRecord } from '@handrail/contracts'
import { type Context, Hono } from 'hono'
import type { PageDeps } from '../app.tsx'
import { page } from '../components/page.tsx'
import { csvOf } from '../edge/csv.ts'
import { type Env, type SignedInVisit, signedIn } from '../edge/visit.ts'
import { words } from '../words/words.ts'

/** The day of an instant where the person is, as `2026-12-04`. */
const dayIn = (instant: string, timeZone: string) => new Intl.DateTimeFormat('en-CA', { dateStyle: 'short', timeZone }).format(new Date(instant))

const minutesIn = ({ courses }: MyRecord) => courses.reduce((sum, { minutes }) => sum + minutes, 0)

/** A record in one language, or in both, the other one below. */
const recordPage = (c: Context<Env>, visit: SignedInVisit, record: MyRecord) => {
  const { t, language, other } = visit.words
  const both = c.req.query('languages') === 'both'
  const shown: readonly Language[] = both ? [language, other] : [language]
  const { me, now } = visit
  const Each = ({ say }: { say: (each: Language) => string }) => (
    <>
      {shown.map((each) => (
        <span lang={each}>{say(each)}</span>
      ))}
    </>
  )
  const text = (published: LocalizedText) => (each: Language) => published[each]
  const dayOf = (instant: string) => (each: Language) => words[each].dayOf(instant, me.timeZone, new Date(0))
  return page(
    c,
    { title: t('progress.record-title'), styles: ['progress'], back: { href: '/progress', label: t('progress.title') } },
    <>
      <div class="notice calm on-screen">
        <p>{t('progress.record-hint')}</p>
        <p>
          <a class="link" href={both ? '/progress/record' : '/progress/record?languages=both'}>
            {t(both ? 'progress.record-one' : 'progress.record-both')}
          </a>
        </p>
      </div>
      <article class="record">
        <header>
          <h1>
            <Each say={(each) => words[each].t('progress.record-title')} />
          </h1>
          <p class="lead">
            <b>{t('progress.record-of', { name: me.name, organization: me.organization.name })}</b>
          </p>
          <p class="soft">
            <Each say={(each) => words[each].t('progress.record-on', { date: words[each].dayOf(now.toISOString(), me.timeZone, new Date(0)) })} />
          </p>
          {me.roles.includes('champion') ? (
            <p>
              <Each say={(each) => words[each].t('progress.record-role')} />
            </p>
          ) : null}
        </header>
        <section aria-labelledby="courses">
          <h2 id="courses">
            <Each say={(each) => words[each].t('progress.record-courses')} />
          </h2>
          <p class="soft">
            <Each
              say={(each) =>
                words[each].t('progress.record-minutes', {
                  courses: record.courses.length,
                  minutes: words[each].t('frame.minutes', { count: minutesIn(record) }),
                })
              }
            />
          </p>
          <ol>
            {record.courses.map(({ title, canDo, minutes, finishedAt }) => (
              <li>
                <h3>
                  <Each say={text(title)} />
                </h3>
                <p>
                  <Each say={text(canDo)} />
                </p>
                <small class="soft">
                  <Each say={(each) => `${dayOf(finishedAt)(each)} · ${words[each].t('frame.minutes', { count: minutes })}`} />
                </small>
              </li>
            ))}
          </ol>
        </section>
        {record.paths.some(({ title }) => title) ? (
          <section aria-labelledby="paths">
            <h2 id="paths">
              <Each say={(each) => words[each].t('progress.record-paths')} />
            </h2>
            <ul>
              {record.paths.map(({ title, finishedAt }) =>
                title ? (
                  <li>
                    <Each say={(each) => `${title[each]}, ${dayOf(finishedAt)(each)}`} />
                  </li>
                ) : null,
              )}
            </ul>
          </section>
        ) : null}
        <footer class="soft">
          <small>
            <Each say={(each) => words[each].t('progress.record-source')} />
          </small>
        </footer>
      </article>
    </>,
  )
}

/** What one has learned, to print and to take away. */
export const recordPages = ({ clients }: PageDeps) => {
  const pages = new Hono<Env>()

  pages.get('/progress/record', async (c) => {
    const visit = signedIn(c)
    return recordPage(c, visit, await clients.progress.myRecord(visit))
  })

  /** The record with the names of areas, as one row a course. */
  const named = async (visit: SignedInVisit) => {
    const [record, { areas, competencies }] = await Promise.all([
      clients.progress.myRecord(visit),
      clients.catalogue.libraryAreas(visit, visit.me.organization.organizationId),
    ])
    const courses = record.courses.map((course) => {
      const competency = competencies.find(({ competencyId }) => competencyId === course.competencyId)
      const area = areas.find(({ areaId }) => areaId === competency?.areaId)
      return { ...course, finishedOn: dayIn(course.finishedAt, visit.me.timeZone), competency: competency?.name ?? null, area: area?.name ?? null }
    })
    return { ...record, courses }
  }
  const file = (c: Context<Env>, visit: SignedInVisit, ending: string, type: string, body: string) =>
    c.body(body, 200, {
      'content-type': `${type}; charset=utf-8`,
      'content-disposition': `attachment; filename="${visit.words.t('progress.file-name')}.${ending}"`,
      'cache-control': 'no-store',
    })

  pages.get('/progress/record.csv', async (c) => {
    const visit = signedIn(c)
    const { t, pick } = visit.words
    const { courses } = await named(visit)
    const heads = (['date', 'course', 'can-do', 'area', 'competency', 'minutes'] as const).map((column) => t(`progress.column-${column}`))
    const rows = courses.map(({ finishedOn, title, canDo, area, competency, minutes }) => [
      finishedOn,
      pick(title),
      pick(canDo),
      area ? pick(area) : '',
      competency ? pick(competency) : '',
      minutes,
    ])
    return file(c, visit, 'csv', 'text/csv', csvOf([heads, ...rows]))
  })

  pages.get('/progress/record.json', async (c) => {
    const visit = signedIn(c)
    const { me } = visit
    const record = await named(visit)
    const whose = { name: me.name, organization: me.organization.name, champion: me.roles.includes('champion'), madeAt: visit.now.toISOString() }
    return file(c, visit, 'json', 'application/json', JSON.stringify({ ...whose, minutes: minutesIn(record), ...record }, null, 2))
  })
  return pages
}
