import { setTimeout as sleep } from 'node:timers/promises'
import getPort from 'get-port'
import postgres from 'postgres'
import { runPlatform, temporaryData } from '../running-platform.ts'
import { signedIn, type Visitor } from '../visitor.ts'
import { collectGarbage } from './collect-garbage.ts'
import { type Figure, median, ownMegabytes, pssMegabytes } from './figures.ts'

const PAGES_A_SECOND = 8
const CARDS_A_SECOND = 1
const SAMPLE_MS = 2_000
/** In a minute, of some two hundred megabytes. */
const GROWTH_MB = 0.1
/** When the load rests for a few seconds, garbage is collected and what is then held is measured; shares of the whole time. */
const MEASURED_AT = [0.1, 0.25, 0.5, 0.6, 0.7, 0.8, 0.9, 1]
const UNTIL_ALL_IS_ANSWERED_MS = 2_000

const pages = ['/', '/plan', '/library', '/library?words=telephone', '/progress', '/account', '/courses/lock-your-phone']

type Held = { minute: number; megabytes: number; done: number }
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
const growth = (samples: readonly Held[]) => {
  const mean = (of: (sample: (typeof samples)[number]) => number) => samples.reduce((sum, each) => sum + of(each), 0) / samples.length
  const [minute, megabytes] = [mean((each) => each.minute), mean((each) => each.megabytes)]
  const together = mean((each) => (each.minute - minute) * (each.megabytes - megabytes))
  return together / mean((each) => (each.minute - minute) ** 2)
}

/**
 * Learners of the demo agency read pages, complete cards and change their minds, at a steady rate; the memory of the
 * services' process meanwhile, as it comes and as it is held.
 */
export const memoryUnderLoad = (minutes: number) => async (): Promise<Figure[]> => {
  const { dataFolder, remove } = temporaryData()
  const inspect = await getPort({ host: '127.0.0.1' })
  const platform = await runPlatform(dataFolder, { inspect })
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
    const minute = () => (performance.now() - began) / 60_000
    const isOver = () => minute() > minutes
    let resting = Promise.resolve()
    const held: Held[] = []
    const measureHeld = async () => {
      const rest = Promise.withResolvers<void>()
      resting = rest.promise
      try {
        await sleep(UNTIL_ALL_IS_ANSWERED_MS)
        await collectGarbage(inspect)
        held.push({ minute: minute(), megabytes: ownMegabytes(platform.pid), done: done.pages + done.cards })
      } finally {
        rest.resolve()
      }
    }
    const steadily = async (aSecond: number, act: (n: number) => Promise<void>) => {
      for (let n = 0; !isOver(); n++) {
        await resting
        await act(n)
        await sleep(Math.max(0, began + ((n + 1) * 1000) / aSecond - performance.now()))
      }
    }
    const samples: { minute: number; megabytes: number; all: number }[] = []
    const watch = async () => {
      while (!isOver()) {
        await resting
        samples.push({ minute: minute(), megabytes: pssMegabytes([platform.pid], false), all: pssMegabytes([platform.pid]) })
        await sleep(SAMPLE_MS)
      }
    }
    const measureNowAndThen = async () => {
      for (const share of MEASURED_AT) {
        await sleep(Math.max(0, (share * minutes - minute()) * 60_000))
        await measureHeld()
      }
    }
    await Promise.all([
      watch(),
      measureNowAndThen(),
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
    const lastHalf = held.filter((each) => each.minute >= minutes / 2)
    const aMinute = growth(lastHalf)
    const [half, end] = [lastHalf[0], lastHalf.at(-1)]
    const aThousand = half && end ? ((end.megabytes - half.megabytes) * 1_000) / (end.done - half.done) : Number.NaN
    const level = (of: readonly { megabytes: number }[]) => median(of.map(({ megabytes }) => megabytes)).toFixed(0)
    const quarter = Math.ceil(samples.length / 4)
    if (process.env.BENCH_ROUNDS)
      for (const each of [...samples.filter((_, n) => n % 10 === 0), ...held])
        console.log(each.minute.toFixed(1), each.megabytes.toFixed(1), 'all' in each ? each.all.toFixed(0) : 'held')
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
      {
        what: `what of it is held (its own pages), after a collection of garbage at minute ${held.map((each) => each.minute.toFixed(0)).join(', ')}`,
        measured: `${held.map(({ megabytes }) => megabytes.toFixed(1)).join(', ')} MB`,
      },
      {
        what: 'growth of what is held in the last half, a minute (a thousand pages and commands)',
        measured: `${aMinute.toFixed(2)} MB (${aThousand.toFixed(2)} MB)`,
        goal: `≤ ${GROWTH_MB} MB`,
        reached: aMinute <= GROWTH_MB,
      },
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
