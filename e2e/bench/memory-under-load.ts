import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { runPlatform, temporaryData } from '../running-platform.ts'
import { signedIn, type Visitor } from '../visitor.ts'
import { type Figure, median, pssMegabytes } from './figures.ts'

const PAGES_A_SECOND = 8
const CARDS_A_SECOND = 1
const SAMPLE_MS = 2_000
/** In a minute, of some hundreds of megabytes. */
const GROWTH_MB = 0.1

const pages = ['/', '/plan', '/library', '/library?words=telephone', '/progress', '/account', '/courses/lock-your-phone']

type Courses = { courseId: string; courseVersion: number; cardIds: string[] }[]

const inDatabase = async <Row extends postgres.MaybeRow>(administrator: string, service: string, text: string) => {
  const sql = postgres(Object.assign(new URL(administrator), { pathname: `/handrail_${service}` }).toString(), { max: 1 })
  try {
    return await sql.unsafe<Row[]>(text)
  } finally {
    await sql.end()
  }
}

/** Megabytes a minute, by least squares. */
const growth = (samples: readonly { minute: number; megabytes: number }[]) => {
  const mean = (of: (sample: (typeof samples)[number]) => number) => samples.reduce((sum, each) => sum + of(each), 0) / samples.length
  const [minute, megabytes] = [mean((each) => each.minute), mean((each) => each.megabytes)]
  const together = mean((each) => (each.minute - minute) * (each.megabytes - megabytes))
  return together / mean((each) => (each.minute - minute) ** 2)
}

/** Learners of the demo agency read pages, complete cards and change their minds, at a steady rate; the memory of the services' process meanwhile. */
export const memoryUnderLoad = (minutes: number) => async (): Promise<Figure[]> => {
  const { dataFolder, remove } = temporaryData()
  const platform = await runPlatform(dataFolder)
  try {
    const people = await inDatabase<{ address: string }>(
      platform.urls.postgres,
      'people',
      `select address from people where address like '%@rivages.example' order by address limit 20`,
    )
    const courses = await inDatabase<{ course_id: string; course_version: number; card_ids: string[] }>(
      platform.urls.postgres,
      'progress',
      `select distinct on (course_id) course_id, course_version, card_ids from courses where state = 'published' order by course_id, course_version desc`,
    )
    const learners: Visitor[] = []
    for (const { address } of people) learners.push(await signedIn(platform.urls.web, platform.urls.inbox ?? '', address))
    const cards = (courses.map((row) => ({ courseId: row.course_id, courseVersion: row.course_version, cardIds: row.card_ids })) satisfies Courses).flatMap(
      ({ courseId, courseVersion, cardIds }) =>
        cardIds.flatMap((cardId) =>
          learners.map((who) => ({ who, path: `/api/v1/course-progress/${courseId}/cards/${cardId}`, body: { courseVersion, choiceIds: [] } })),
        ),
    )
    const done = { pages: 0, cards: 0, failed: 0 }
    const say = (status: number, what: 'pages' | 'cards') => {
      done[what] += 1
      if (status >= 400) done.failed += 1
    }
    const began = performance.now()
    const isOver = () => performance.now() - began > minutes * 60_000
    const steadily = async (aSecond: number, act: (n: number) => Promise<void>) => {
      for (let n = 0; !isOver(); n++) {
        await act(n)
        await sleep(Math.max(0, began + ((n + 1) * 1000) / aSecond - performance.now()))
      }
    }
    const samples: { minute: number; megabytes: number; all: number }[] = []
    const watch = async () => {
      while (!isOver()) {
        samples.push({ minute: (performance.now() - began) / 60_000, megabytes: pssMegabytes([platform.pid], false), all: pssMegabytes([platform.pid]) })
        await sleep(SAMPLE_MS)
      }
    }
    await Promise.all([
      watch(),
      steadily(PAGES_A_SECOND, async (n) => {
        const reply = await learners[n % learners.length]?.page(pages[n % pages.length] ?? '/')
        say(reply?.status ?? 500, 'pages')
      }),
      steadily(CARDS_A_SECOND, async (n) => {
        const card = cards[n % cards.length]
        if (!card) return
        say((await card.who.api('PUT', card.path, card.body)).status, 'cards')
        const digest = n % 2 === 0 ? 'never' : 'weekly'
        say((await card.who.api('PATCH', '/api/v1/preferences', { digest })).status, 'cards')
      }),
    ])
    const lastHalf = samples.filter(({ minute }) => minute > minutes / 2)
    const aMinute = growth(lastHalf)
    const level = (of: readonly { megabytes: number }[]) => median(of.map(({ megabytes }) => megabytes)).toFixed(0)
    const quarter = Math.ceil(samples.length / 4)
    if (process.env.BENCH_ROUNDS)
      for (const each of samples.filter((_, n) => n % 10 === 0)) console.log(each.minute.toFixed(1), each.megabytes.toFixed(0), each.all.toFixed(0))
    return [
      {
        what: `pages read and commands sent in ${minutes} minutes by ${learners.length} people`,
        measured: `${done.pages} and ${done.cards}, ${done.failed} failed`,
        goal: 'none failed',
        reached: done.failed === 0,
      },
      {
        what: "memory (PSS) of the services' process, first, second, third and last quarter",
        measured: `${[0, 1, 2, 3].map((n) => level(samples.slice(n * quarter, (n + 1) * quarter))).join(', ')} MB`,
      },
      { what: 'growth in the last half, a minute', measured: `${aMinute.toFixed(2)} MB`, goal: `≤ ${GROWTH_MB} MB`, reached: aMinute <= GROWTH_MB },
      {
        what: 'the whole platform, PostgreSQL included, in the last quarter',
        measured: `${median(samples.slice(-quarter).map(({ all }) => all)).toFixed(0)} MB`,
      },
    ]
  } finally {
    await platform.stop()
    remove()
  }
}
