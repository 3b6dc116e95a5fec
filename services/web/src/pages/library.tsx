import { courseFormats, type LibraryAreas, type LibraryCourse, type LibraryPage, LibraryQuery, type MyCourse } from '@handrail/contracts'
import { type Context, Hono } from 'hono'
import type { PageDeps } from '../app.tsx'
import { ServiceAway } from '../clients/call.ts'
import { ChoiceForm, ChoiceSaid, CourseState, choiceIn, fitSentence, LevelStair, levelsOf, placeWithout, sizeOf } from '../components/course-facts.tsx'
import { Field } from '../components/form.tsx'
import { page } from '../components/page.tsx'
import { Stair } from '../components/stair.tsx'
import { choiceOf, formOf } from '../edge/form.ts'
import { localPath } from '../edge/local-path.ts'
import { type Env, type SignedInVisit, signedIn } from '../edge/visit.ts'

const filterNames = ['area', 'level', 'minutes', 'kilobytes', 'format'] as const
type Filters = Pick<LibraryQuery, (typeof filterNames)[number]>
type Asked = Filters & Pick<LibraryQuery, 'words' | 'cursor'>
type Mine = ReadonlyMap<string, MyCourse>

const minutesOffered = [5, 6, 7]
const kilobytesOffered = [8, 10, 12]
const levelsOffered = [2, 3, 4] as const

/** What the address asks for. What nobody could have chosen on the page is left out, so that an old link still leads somewhere. */
const askedOf = (c: Context<Env>): Asked => {
  const { shape } = LibraryQuery
  const words = (c.req.query('words') ?? '').trim().slice(0, 100)
  const cursor = shape.cursor.safeParse(c.req.query('cursor') || undefined).data ?? 0
  const filters = filterNames.flatMap((name) => {
    const { data } = shape[name].safeParse(c.req.query(name) || undefined)
    return data === undefined ? [] : [[name, data]]
  })
  return { words, cursor, ...(Object.fromEntries(filters) as Filters) }
}

const addressOf = ({ words, cursor, ...filters }: Partial<Asked>) => {
  const given = [...Object.entries(filters), ['words', words], ['cursor', cursor]].filter(([, value]) => value)
  return given.length === 0 ? '/library' : `/library?${new URLSearchParams(given.map(([name, value]) => [String(name), String(value)]))}`
}

type Choice = { value: string | number; label: string }
const Select = ({
  name,
  label,
  any,
  options,
  chosen,
}: {
  name: string
  label: string
  any: string
  options: Choice[]
  chosen: string | number | undefined
}) => (
  <Field id={name} label={label}>
    <select id={name} name={name}>
      <option value="">{any}</option>
      {options.map(({ value, label: option }) => (
        <option value={String(value)} selected={value === chosen}>
          {option}
        </option>
      ))}
    </select>
  </Field>
)

const SearchForm = ({ visit, asked, areas }: { visit: SignedInVisit; asked: Asked; areas: LibraryAreas['areas'] }) => {
  const { t, pick, number } = visit.words
  const atMost = (amount: string) => t('library.at-most', { amount })
  const fields = [
    { name: 'area', options: areas.map(({ areaId, name }) => ({ value: areaId, label: pick(name) })) },
    { name: 'level', options: levelsOffered.map((level) => ({ value: level, label: t(`level.${level}`) })) },
    { name: 'minutes', options: minutesOffered.map((count) => ({ value: count, label: atMost(t('frame.minutes', { count })) })) },
    { name: 'kilobytes', options: kilobytesOffered.map((size) => ({ value: size, label: atMost(t('frame.kilobytes', { size: number(size) })) })) },
    { name: 'format', options: courseFormats.map((format) => ({ value: format, label: t(`library.format-${format}`) })) },
  ] as const
  const chosen = fields.flatMap(({ name, options }) => options.find(({ value }) => value === asked[name])?.label ?? [])
  return (
    <search>
      <form class="find" method="get" action="/library">
        <Field id="words" label={t('library.words')} hint={t('library.words-hint')}>
          <div class="find-words">
            <input
              id="words"
              name="words"
              type="text"
              enterkeyhint="search"
              autocomplete="off"
              maxlength={100}
              value={asked.words}
              aria-describedby="words-hint"
            />
            <button class="second" type="submit">
              {t('library.find')}
            </button>
          </div>
        </Field>
        <details>
          <summary>{chosen.length === 0 ? t('library.narrow') : t('library.narrowed-by', { filters: chosen.join(', ') })}</summary>
          <div class="filters">
            {fields.map(({ name, options }) => (
              <Select name={name} label={t(`library.${name}`)} any={t(`library.${name}-any`)} options={[...options]} chosen={asked[name]} />
            ))}
            <button class="second" type="submit">
              {t('library.find')}
            </button>
          </div>
        </details>
      </form>
      {chosen.length > 0 || asked.words ? (
        <a class="link" href="/library">
          {t('library.clear')}
        </a>
      ) : null}
    </search>
  )
}

const Row = ({ visit, course, mine, place }: { visit: SignedInVisit; course: LibraryCourse; mine: Mine | null; place: string }) => {
  const { words } = visit
  const { pick } = words
  const title = pick(course.title)
  const own = mine?.get(course.courseId)
  return (
    <li id={course.courseId}>
      {course.competency || own ? (
        <p class="eyebrow">
          {course.competency ? pick(course.competency) : null} <CourseState words={words} mine={own} />
        </p>
      ) : null}
      <h3>
        <a href={`/courses/${course.courseId}?from=library`}>{title}</a>
      </h3>
      <p>{pick(course.summary)}</p>
      {course.fit && own?.state !== 'done' ? <p class="fits">{fitSentence(words, course.fit)}</p> : null}
      <p class="level">
        <LevelStair {...course} />
        <span>
          {sizeOf(words, course)}
          <br />
          {levelsOf(words, course)}
        </span>
      </p>
      {mine ? <ChoiceForm words={words} courseId={course.courseId} title={title} mine={own} place={place} look="second" /> : null}
    </li>
  )
}

const NothingFound = ({ visit, asked, found }: { visit: SignedInVisit; asked: Asked; found: LibraryPage }) => {
  const { t, pick } = visit.words
  if (found.withoutFilters > 0) {
    return (
      <section class="sheet">
        <h2>{t('library.narrow-title')}</h2>
        <p>{t('library.narrow-lead', { count: found.withoutFilters })}</p>
        <a class="go short" href={addressOf({ words: asked.words })}>
          {t('library.narrow-less', { count: found.withoutFilters })}
        </a>
      </section>
    )
  }
  return (
    <section class="sheet">
      <h2>{t('library.empty-title')}</h2>
      <p>{t('library.empty-lead')}</p>
      <ul class="other-words">
        {found.otherWords.map((word) => (
          <li>
            <a class="second" href={addressOf({ words: pick(word) })}>
              {pick(word)}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

const libraryPage = (c: Context<Env>, visit: SignedInVisit, asked: Asked, found: LibraryPage, { areas }: LibraryAreas, mine: Mine | null) => {
  const { words } = visit
  const { t, pick } = words
  const place = placeWithout(visit.place)
  const said = choiceIn((name) => c.req.query(name))
  const chosen = found.rows.find(({ courseId }) => courseId === said?.courseId)
  const isAll = asked.words === '' && filterNames.every((name) => asked[name] === undefined)
  return page(
    c,
    { title: t('library.title'), styles: ['library'], wide: true },
    <>
      {said && chosen ? <ChoiceSaid words={words} courseId={chosen.courseId} title={pick(chosen.title)} choice={said.choice} place={place} /> : null}
      <div class="opening">
        <h1>{t('library.title')}</h1>
        {isAll ? <p class="lead">{t('library.lead')}</p> : null}
      </div>
      <SearchForm visit={visit} asked={asked} areas={areas} />
      {found.rows.length === 0 ? (
        <>
          <Stair steps={5} done={0} />
          <NothingFound visit={visit} asked={asked} found={found} />
        </>
      ) : (
        <section aria-labelledby="found">
          <h2 id="found">{asked.words ? t('library.found-words', { count: found.total, words: asked.words }) : t('library.found', { count: found.total })}</h2>
          <ul class="shelf">
            {found.rows.map((course) => (
              <Row visit={visit} course={course} mine={mine} place={place} />
            ))}
          </ul>
        </section>
      )}
      {found.before !== null || found.next !== null ? (
        <nav class="between" aria-labelledby="pages">
          <p id="pages" class="soft">
            {t('library.page-of', { from: Math.min(asked.cursor + 1, found.total), to: asked.cursor + found.rows.length, total: found.total })}
          </p>
          <p class="pair">
            {found.before === null ? null : (
              <a class="second" rel="prev" href={addressOf({ ...asked, cursor: found.before })}>
                {t('library.before')}
              </a>
            )}
            {found.next === null ? null : (
              <a class="second" rel="next" href={addressOf({ ...asked, cursor: found.next })}>
                {t('library.next')}
              </a>
            )}
          </p>
        </nav>
      ) : null}
    </>,
  )
}

/** What there is to learn, for everybody: to find, to begin, to add to the path. */
export const libraryPages = ({ clients }: PageDeps) => {
  const { catalogue, progress } = clients
  const pages = new Hono<Env>()

  /** Without progress, the library still says what there is. */
  const mineOf = async (visit: SignedInVisit): Promise<Mine | null> => {
    try {
      return new Map((await progress.myCourses(visit)).map((course) => [course.courseId, course]))
    } catch (error) {
      if (error instanceof ServiceAway) return null
      throw error
    }
  }

  pages.get('/library', async (c) => {
    const visit = signedIn(c)
    const asked = askedOf(c)
    const [found, areas, mine] = await Promise.all([
      catalogue.library(visit, { ...asked, language: visit.words.language }),
      catalogue.libraryAreas(visit, visit.me.organization.organizationId),
      mineOf(visit),
    ])
    return libraryPage(c, visit, asked, found, areas, mine)
  })

  pages.post('/library/:courseId', async (c) => {
    const visit = signedIn(c)
    const courseId = c.req.param('courseId')
    const form = await formOf(c)
    const choice = choiceOf(form, 'choice', ['add', 'take-out'])
    await (choice === 'add' ? progress.chooseCourse(visit, courseId) : progress.takeOutCourse(visit, courseId))
    const back = placeWithout(localPath(form.get('to')) ?? '/library')
    const said = new URLSearchParams({ [choice === 'add' ? 'added' : 'taken-out']: courseId })
    return c.redirect(`${back}${back.includes('?') ? '&' : '?'}${said}`, 303)
  })
  return pages
}
