/// <reference lib="dom" />
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { AnswerGiven } from './answer-in.ts'

/** Something done or asked on this phone, and not yet sent. The id is made here, so that a second sending changes nothing. */
export type Waiting = { id: string; personId: string } & (
  | { kind: 'card'; courseId: string; cardId: string; courseVersion: number; choiceIds: readonly string[] }
  | { kind: 'question'; courseId: string; cardId: string | null; question: string }
  | { kind: 'answer'; selfAssessmentId: string; competencyId: string; answer: AnswerGiven }
)
export type CardWaiting = Extract<Waiting, { kind: 'card' }>
type Queued = Waiting & { place?: number }

/** A course whose pages are on this phone, and how far the person is in it. */
export type KeptCourse = {
  courseId: string
  courseVersion: number
  /** What it was made from: when this changes, it is fetched again. */
  stamp: string
  language: string
  cards: readonly { cardId: string; asks: boolean }[]
  cardsDone: readonly string[]
  /** Finished in the eyes of the server, before anything on this phone. */
  finished: boolean
  assets: readonly string[]
}

/** A self-assessment whose questions are on this phone. */
export type KeptAssessment = {
  selfAssessmentId: string
  /** What it was made from: when this changes, it is fetched again. */
  stamp: string
  /** Competencies, in the order in which they are asked. */
  asked: readonly string[]
  /** By competency, as far as this phone knows. */
  answers: Readonly<Record<string, AnswerGiven>>
  assets: readonly string[]
}

/** `keep` is what the person chose; not yet chosen, it follows the browser's wish to save data. */
type Settings = { owner?: string; keep?: boolean; checkedAt?: number; language?: string; inHand?: string; assessment?: KeptAssessment | undefined }

interface Phone extends DBSchema {
  queue: { key: number; value: Queued; indexes: { id: string } }
  courses: { key: string; value: KeptCourse }
  settings: { key: 'settings'; value: Settings }
}

let opened: Promise<IDBPDatabase<Phone>> | undefined
const phone = () => {
  opened ??= openDB<Phone>('handrail', 1, {
    upgrade(db) {
      db.createObjectStore('queue', { keyPath: 'place', autoIncrement: true }).createIndex('id', 'id', { unique: true })
      db.createObjectStore('courses', { keyPath: 'courseId' })
      db.createObjectStore('settings')
    },
    // Signing out deletes it; a connection that stays open would hold that up.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
    terminated: () => {
      opened = undefined
    },
  })
  opened.catch(() => {
    opened = undefined
  })
  return opened
}

/** Puts something at the end of the queue, on the disk before this answers. What is there already stays where it is. */
export const putInQueue = async (waiting: Waiting): Promise<void> => {
  const queue = (await phone()).transaction('queue', 'readwrite', { durability: 'strict' })
  if (!(await queue.store.index('id').getKey(waiting.id))) await queue.store.add(waiting)
  await queue.done
}

/** What one person has waiting, in the order it was done. Nobody else's. */
export const queueOf = async (personId: string): Promise<(Waiting & { place: number })[]> => {
  const all = await (await phone()).getAll('queue')
  return all.flatMap((each) => (each.personId === personId && each.place !== undefined ? [{ ...each, place: each.place }] : []))
}

export const takeFromQueue = async (place: number): Promise<void> => (await phone()).delete('queue', place)

export const keptCourse = async (courseId: string): Promise<KeptCourse | undefined> => (await phone()).get('courses', courseId)
export const keptCourses = async (): Promise<KeptCourse[]> => (await phone()).getAll('courses')
export const saveCourse = async (course: KeptCourse): Promise<void> => {
  await (await phone()).put('courses', course)
}
export const dropCourse = async (courseId: string): Promise<void> => (await phone()).delete('courses', courseId)

/** A card is done or not: what is known here and what is told are put together. */
export const noteDone = async (courseId: string, courseVersion: number, cardIds: readonly string[]): Promise<void> => {
  const change = (await phone()).transaction('courses', 'readwrite')
  const course = await change.store.get(courseId)
  if (course?.courseVersion === courseVersion) await change.store.put({ ...course, cardsDone: [...new Set([...course.cardsDone, ...cardIds])] })
  await change.done
}

export const readSettings = async (): Promise<Settings> => (await (await phone()).get('settings', 'settings')) ?? {}
export const changeSettings = async (change: Settings): Promise<void> => {
  const settings = (await phone()).transaction('settings', 'readwrite')
  await settings.store.put({ ...(await settings.store.get('settings')), ...change }, 'settings')
  await settings.done
}

const CACHE = 'handrail'
/** The pages and files that are kept, to change them: it is made where there is none. */
export const keptFiles = (): Promise<Cache> => caches.open(CACHE)
export const keptFile = (place: string | Request): Promise<Response | undefined> => caches.match(place, { cacheName: CACHE, ignoreVary: true })

/** Removes the kept courses and questions. */
export const dropPages = async (): Promise<void> => {
  await changeSettings({ assessment: undefined })
  for (const name of await caches.keys()) await caches.delete(name)
  await (await phone()).clear('courses')
}

/** Removes the kept courses, and whose phone this was. What waits to be sent stays until its person comes back. */
export const forgetPages = async (): Promise<void> => {
  await dropPages()
  await (await phone()).clear('settings')
}

export const forgetEverything = async (): Promise<void> => {
  await forgetPages()
  await (await phone()).clear('queue')
}
