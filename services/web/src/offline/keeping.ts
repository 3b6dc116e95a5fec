/// <reference lib="dom" />
import { ASSESSMENT } from './places.ts'
import {
  changeSettings,
  dropCourse,
  dropPages,
  forgetPages,
  type KeptAssessment,
  type KeptCourse,
  keptCourse,
  keptCourses,
  keptFile,
  keptFiles,
  readSettings,
  saveCourse,
} from './store.ts'

/** What the server says should be on the phone of whoever asks. */
export type ToKeep = {
  personId: string
  language: string
  pages: readonly string[]
  assets: readonly string[]
  courses: readonly { courseId: string; stamp: string; cardsDone: number }[]
}
/** A course with its pages, as they look with no signal: those before a card count as done. */
export type CoursePages = Omit<KeptCourse, 'stamp'> & { personId: string; pages: Readonly<Record<string, string>> }

/** A self-assessment with its questions, each as it was answered. */
export type AssessmentPages = KeptAssessment & { personId: string; pages: Readonly<Record<string, string>> }

const RESTS_MS = 10 * 60_000

/** Pages made here must be as guarded as those that come from the server. */
const guards = ['content-security-policy', 'referrer-policy', 'x-content-type-options', 'x-frame-options', 'permissions-policy', 'cross-origin-opener-policy']

const read = async <Body>(path: string): Promise<{ body: Body; headers: Headers } | null> => {
  const answer = await fetch(path, { headers: { accept: 'application/json' } })
  return answer.ok ? { body: (await answer.json()) as Body, headers: answer.headers } : null
}

const keepFiles = async (paths: readonly string[]) => {
  const missing = await Promise.all(paths.map(async (path) => ((await keptFile(path)) ? [] : [path])))
  await (await keptFiles()).addAll(missing.flat())
}

/** Who signed out or changed their mind while something was fetched, has nothing kept after all. */
const dropUnlessWanted = async (personId: string) => {
  const { owner, keep } = await readSettings()
  if (owner !== personId || !keep) await dropPages()
}

type Fetched = { personId: string; assets: readonly string[]; pages: Readonly<Record<string, string>> }
/** Fetches pages and puts them where they will be looked for. They count as kept once all of them are there, and `save` is done. */
const keepPages = async <Pages extends Fetched>(from: string, save: (kept: Pages) => Promise<void>): Promise<void> => {
  const found = await read<Pages>(from)
  const { owner } = await readSettings()
  if (!found || found.body.personId !== owner) return
  await keepFiles(found.body.assets)
  const headers = new Headers({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
  for (const name of guards) headers.set(name, found.headers.get(name) ?? '')
  const files = await keptFiles()
  for (const [path, html] of Object.entries(found.body.pages)) await files.put(path, new Response(html, { headers }))
  await save(found.body)
  await dropUnlessWanted(found.body.personId)
}

export const keepCourse = (courseId: string, stamp: string): Promise<void> =>
  keepPages<CoursePages>(`/kept/courses/${courseId}`, ({ pages: _, personId: __, ...course }) => saveCourse({ ...course, stamp }))

export const keepAssessment = (): Promise<void> =>
  keepPages<AssessmentPages>(`/kept${ASSESSMENT}`, ({ pages: _, personId: __, ...assessment }) => changeSettings({ assessment }))

const forgetPagesUnder = async (root: string) => {
  const files = await keptFiles()
  const its = (url: string) => new URL(url).pathname === root || new URL(url).pathname.startsWith(`${root}/`)
  for (const { url } of await files.keys()) if (its(url)) await files.delete(url)
}

/** It was submitted, so there is nothing left to ask. */
export const forgetAssessment = async (): Promise<void> => {
  await changeSettings({ assessment: undefined })
  await forgetPagesUnder(ASSESSMENT)
}

const forgetCourse = async (courseId: string) => {
  await dropCourse(courseId)
  await forgetPagesUnder(`/courses/${courseId}`)
}

/** Removes the files that no kept page names any more. */
const forgetOldFiles = async (needed: ReadonlySet<string>) => {
  const files = await keptFiles()
  for (const { url } of await files.keys()) {
    const { pathname } = new URL(url)
    if (pathname.startsWith('/assets/') && !needed.has(pathname)) await files.delete(url)
  }
}

/** Brings the kept courses up to date: the next ones, and the one in hand. Asked often, it rests for ten minutes, unless `now`. */
export const keepNext = async (personId: string, { now = false, language = '' } = {}): Promise<void> => {
  const { keep, checkedAt = 0, language: kept, inHand } = await readSettings()
  if (!keep) return
  if (!now && kept === language && Date.now() - checkedAt < RESTS_MS) return
  const wanted = (await read<ToKeep>('/kept/next'))?.body
  if (!wanted || wanted.personId !== personId) return
  const changed = kept !== wanted.language
  await keepFiles(wanted.assets)
  for (const { courseId, stamp, cardsDone } of wanted.courses) {
    const known = await keptCourse(courseId)
    if (known?.stamp !== stamp || known.cardsDone.length < cardsDone) await keepCourse(courseId, stamp)
  }
  for (const path of wanted.pages) if (changed || now || !(await keptFile(path))) await (await keptFiles()).add(path)
  const stays = new Set([...wanted.courses.map(({ courseId }) => courseId), ...(inHand ? [inHand] : [])])
  for (const { courseId } of await keptCourses()) if (!stays.has(courseId)) await forgetCourse(courseId)
  const { assessment } = await readSettings()
  await forgetOldFiles(new Set([...wanted.assets, ...(assessment?.assets ?? []), ...(await keptCourses()).flatMap(({ assets }) => assets)]))
  await changeSettings({ checkedAt: Date.now(), language: wanted.language })
  await dropUnlessWanted(personId)
}

/** Says whose phone this is now. What was kept of somebody else is removed. */
export const claimPhone = async (personId: string): Promise<void> => {
  const { owner } = await readSettings()
  if (owner === personId) return
  await forgetPages()
  await changeSettings({ owner: personId })
}
