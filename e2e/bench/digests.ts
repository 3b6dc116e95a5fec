import { fork } from 'node:child_process'
import { once } from 'node:events'
import { request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createMailer } from '@handrail/mail'
import { createTransport } from 'nodemailer'
import postgres, { type Sql } from 'postgres'
import { type RunningPlatform, runPlatform, temporaryData } from '../running-platform.ts'
import { signedIn } from '../visitor.ts'
import { filling, oneDigest } from './digest-fill.ts'
import { type Figure, median, quantile } from './figures.ts'
import { fill } from './fill.ts'

const ROUNDS = 5
const MAILS = 300
const PEOPLE = 10_000
/** As many as notifications has. */
const CONNECTIONS = 5
const PAGES_A_SECOND = 20
const QUIET_SECONDS = 30
const LAST_MAILS_MS = 30_000
const MINUTES = 15

type Taken = { mails: number; mostToOne: number }

const openSink = async () => {
  const sink = fork(fileURLToPath(new URL('mail-sink.ts', import.meta.url)))
  const [url] = (await once(sink, 'message')) as [string]
  return {
    url,
    taken: async (): Promise<Taken> => {
      sink.send('count')
      return (await once(sink, 'message'))[0] as Taken
    },
    close: () => sink.disconnect(),
  }
}
type Sink = Awaited<ReturnType<typeof openSink>>

/** Of those on a path who have had no digest, so many want theirs from now on, and nobody else. */
const wantedBy = (sql: Sql, people: number) => sql`
  update recipients set digest = chosen.person_id is not null
  from recipients as everybody left join (
    select person_id from recipients
    where exists (select from assignments where assignments.person_id = recipients.person_id and state = 'active')
      and not exists (select from digests where digests.person_id = recipients.person_id) limit ${people}
  ) as chosen using (person_id)
  where everybody.person_id = recipients.person_id`

/** Sends to everybody who wants it and has had none. `fetch` would not wait as long for the answer. */
const sendDigests = ({ urls, serviceSecret }: RunningPlatform) =>
  new Promise<{ sent: number; failed: number }>((resolve, reject) => {
    const headers = { authorization: `Bearer ${serviceSecret}`, 'content-type': 'application/json' }
    const asked = request(`${urls.services.notifications}/internal/digest-runs`, { method: 'POST', headers }, async (answer) => {
      const text = Buffer.concat(await answer.toArray()).toString()
      if (answer.statusCode === 200) resolve(JSON.parse(text))
      else reject(new Error(`notifications answered ${answer.statusCode}: ${text}`))
    })
    asked.once('error', reject)
    asked.end(JSON.stringify({ evenIfNotDue: true }))
  })

/** The seconds until the sink has taken so many more mails. */
const timed = async (sink: Sink, mails: number, send: () => Promise<unknown>) => {
  const before = (await sink.taken()).mails
  const began = performance.now()
  const answered = await send()
  const more = async () => (await sink.taken()).mails - before
  // The service's own round may have come in between, and its last mails be on their way when ours ends.
  const deadline = performance.now() + LAST_MAILS_MS
  while ((await more()) < mails && performance.now() < deadline) await sleep(10)
  const seconds = (performance.now() - began) / 1000
  const taken = await more()
  if (taken !== mails) throw new Error(`The sink took ${taken} mails in place of ${mails}: ${JSON.stringify(answered).slice(0, 200)}`)
  return seconds
}

const besideStaticMails = async (platform: RunningPlatform, sql: Sql, sink: Sink): Promise<Figure[]> => {
  const mail = await oneDigest()
  const pool = createTransport({ url: sink.url, pool: true, maxConnections: CONNECTIONS })
  const sendStatic = (round: number) =>
    Promise.all(Array.from({ length: MAILS }, (_, n) => pool.sendMail({ ...mail, from: 'handrail@agency.example', to: `static-${round}-${n}@agency.example` })))
  const mailer = createMailer({ smtpUrl: sink.url, from: 'handrail@agency.example', connections: CONNECTIONS })
  const renderAndSend = async (round: number, n: number) => {
    const { kind } = await mailer.send({ ...(await oneDigest()), to: `rendered-${round}-${n}@agency.example`, messageId: `<${round}.${n}@agency.example>` })
    if (kind !== 'accepted') throw new Error(`A rendered mail was ${kind}.`)
  }
  const rounds = []
  for (let round = 0; round <= ROUNDS; round += 1) {
    await wantedBy(sql, MAILS)
    const ours = MAILS / (await timed(sink, MAILS, () => sendDigests(platform)))
    const peer = MAILS / (await timed(sink, MAILS, () => sendStatic(round)))
    const rendered = MAILS / (await timed(sink, MAILS, () => Promise.all(Array.from({ length: MAILS }, (_, n) => renderAndSend(round, n)))))
    if (round > 0) rounds.push({ ours, peer, rendered })
  }
  pool.close()
  await mailer.close()
  const ratio = median(rounds.map(({ rendered, peer }) => rendered / peer))
  return [
    { what: 'static mails over pooled nodemailer, a second', measured: median(rounds.map(({ peer }) => peer)).toFixed(0) },
    { what: 'digests rendered and sent by our mailer, to the same sink', measured: median(rounds.map(({ rendered }) => rendered)).toFixed(0) },
    { what: 'ratio, median of five rounds', measured: ratio.toFixed(2), goal: '≥ 0.8', reached: ratio >= 0.8 },
    {
      what: 'digests composed, claimed, rendered, sent and recorded, a second; beside the static mails',
      measured: `${median(rounds.map(({ ours }) => ours)).toFixed(0)}; ${median(rounds.map(({ ours, peer }) => ours / peer)).toFixed(2)}`,
    },
  ]
}

/** Asks for a learner's home so many times a second, until told to stop; answers how long each took, in milliseconds. */
const learner = (platform: RunningPlatform, cookie: string) => {
  const times: Promise<number>[] = []
  const ask = async () => {
    const began = performance.now()
    const answer = await fetch(platform.urls.web, { headers: { cookie, accept: 'text/html' }, redirect: 'manual' })
    await answer.arrayBuffer()
    if (answer.status !== 200) throw new Error(`The learner's home answered ${answer.status}.`)
    return performance.now() - began
  }
  const begin = () => {
    const time = ask()
    // Whoever stops it hears of what failed.
    time.catch(() => {})
    times.push(time)
  }
  const timer = setInterval(begin, 1000 / PAGES_A_SECOND)
  return {
    stop: async () => {
      clearInterval(timer)
      return Promise.all(times)
    },
    leave: () => clearInterval(timer),
  }
}

/** The p99 of a learner's home while nothing else happens, in milliseconds. */
const quietly = async (platform: RunningPlatform, cookie: string) => {
  const quiet = learner(platform, cookie)
  await sleep(QUIET_SECONDS * 1000)
  return quantile(await quiet.stop(), 0.99)
}

const wholeRun = async (platform: RunningPlatform, sql: Sql, sink: Sink, cookie: string): Promise<Figure[]> => {
  const before = await quietly(platform, cookie)
  await wantedBy(sql, PEOPLE)
  const meanwhile = learner(platform, cookie)
  const seconds = await timed(sink, PEOPLE, () => sendDigests(platform)).finally(meanwhile.leave)
  const within = quantile(await meanwhile.stop(), 0.99)
  const after = await quietly(platform, cookie)
  const { mostToOne } = await sink.taken()
  return [
    {
      what: `a run of ${PEOPLE} digests, taken by the mail server`,
      measured: `${seconds.toFixed(0)} s`,
      goal: `≤ ${MINUTES} minutes`,
      reached: seconds <= MINUTES * 60,
    },
    {
      what: "a learner's home meanwhile, p99 (before and after)",
      measured: `${within.toFixed(0)} ms (${before.toFixed(0)} and ${after.toFixed(0)} ms)`,
      goal: 'at most twice the quieter',
      reached: within <= 2 * Math.min(before, after),
    },
    { what: 'the most digests that one person got', measured: String(mostToOne), goal: '1', reached: mostToOne === 1 },
  ]
}

/** Digests: filling one, sending them, and ten thousand in one run, on a platform whose services are processes of their own. */
export const digests = async (): Promise<Figure[]> => {
  const { dataFolder, remove } = temporaryData()
  const sink = await openSink()
  try {
    // Signing in takes an inbox; the session outlives the restart.
    const withInbox = await runPlatform(dataFolder)
    const who = await signedIn(withInbox.urls.web, withInbox.urls.inbox ?? '', 'amal@rivages.example')
    await fill(withInbox.urls.postgres, PEOPLE + (ROUNDS + 1) * MAILS, 0)
    await withInbox.stop()
    const cookie = [...who.cookies].map((pair) => pair.join('=')).join('; ')
    const platform = await runPlatform(dataFolder, { processes: true, smtpUrl: sink.url })
    const database = new URL(platform.urls.postgres)
    database.pathname = '/handrail_notifications'
    const sql = postgres(database.toString(), { max: 1 })
    try {
      return [...(await filling()), ...(await besideStaticMails(platform, sql, sink)), ...(await wholeRun(platform, sql, sink, cookie))]
    } finally {
      await sql.end()
      await platform.stop()
    }
  } finally {
    sink.close()
    remove()
  }
}
