import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { LearningPathPublished, MicroCoursePublished } from '@handrail/contracts'
import { start } from '@handrail/progress'
import { openStageOn, until } from '@handrail/testing/stage'
import { v7 as uuidv7 } from 'uuid'
import type { Call } from './drive.ts'

const PEOPLE = 300
const COURSES = 40
const CARDS = 7

export const spawned = (file: string, env: Record<string, string>) =>
  spawn(process.execPath, [file], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] })

export const stopped = async (child: ReturnType<typeof spawned>) => {
  child.kill('SIGTERM')
  await new Promise((resolve) => child.once('exit', resolve))
}

/** A card that one person has not completed yet. */
export type OpenCard = { personId: string; token: string; courseId: string; cardId: string }

/** One progress process that knows courses, and people who have completed none of their cards. */
export const openCards = async (servers: { postgresUrl: string; natsUrl: string }) => {
  const stage = await openStageOn(servers)
  const env = await stage.environmentFor('progress')
  // Migrate and learn the courses in this process, then serve from one of its own, as in production.
  const teacher = await start(env)
  const courses = Array.from({ length: COURSES }, (_, n) => `course-${n}`)
  const cards = Array.from({ length: CARDS }, (_, n) => ({ cardId: `card-${n}`, rightChoiceIds: n === 3 ? ['right'] : [] }))
  const title = { en: 'A course', fr: 'Une formation' }
  for (const courseId of courses) {
    const data = {
      courseId,
      courseVersion: 1,
      competencyId: 'competency',
      fromLevel: 2,
      toLevel: 3,
      minutes: 5,
      kilobytes: 10,
      title,
      canDo: title,
      cards,
      state: 'published',
    } as const
    await stage.publish(MicroCoursePublished, { organizationId: null, aggregateId: courseId, data })
  }
  const steps = courses.map((courseId) => ({ courseId, courseVersion: 1, minutes: 5 }))
  await stage.publish(LearningPathPublished, {
    organizationId: null,
    aggregateId: 'path',
    data: { pathId: 'path', pathVersion: 1, title, summary: title, steps, grantsRole: null },
  })
  const organizationId = uuidv7()
  const people = await Promise.all(
    Array.from({ length: PEOPLE }, async () => {
      const personId = uuidv7()
      return { personId, token: await stage.tokenFor({ personId, organizationId }, '2h') }
    }),
  )
  const [first] = people
  await until(
    async () =>
      (
        await fetch(`${teacher.url}/api/v1/course-progress/course-${COURSES - 1}/cards/card-0`, {
          method: 'PUT',
          headers: { authorization: `Bearer ${first?.token}`, 'content-type': 'application/json' },
          body: JSON.stringify({ courseVersion: 1 }),
        })
      ).ok,
  )
  await teacher.stop()

  const port = String(new URL(teacher.url).port)
  const progress = spawned(fileURLToPath(new URL('../../services/progress/src/main.ts', import.meta.url)), { ...env, PORT: port, LOG_LEVEL: 'warn' })
  await until(async () => (await fetch(`${teacher.url}/readyz`)).ok, 30_000)

  // In shuffled order of people, so that two in a row are of two people.
  const all: OpenCard[] = []
  for (const courseId of courses) for (const { cardId } of cards) for (const person of people) all.push({ ...person, courseId, cardId })
  return {
    url: teacher.url,
    pid: progress.pid,
    all,
    close: async () => {
      await stopped(progress)
      await stage.close()
    },
  }
}

export const completion = (card: OpenCard): Call => ({
  method: 'PUT',
  path: `/api/v1/course-progress/${card.courseId}/cards/${card.cardId}`,
  headers: { authorization: `Bearer ${card.token}`, 'content-type': 'application/json' },
  body: JSON.stringify({ courseVersion: 1, choiceIds: card.cardId === 'card-3' ? ['right'] : [] }),
})
