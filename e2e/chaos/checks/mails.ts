import { type Check, leaversOf, type World } from './world.ts'

type DigestRow = {
  digest_id: string
  person_id: string
  period: string
  help_request_id: string | null
  state: string
  outcome: string | null
  attempted_at: Date | null
}

const digestsOf = ({ stage }: World) =>
  stage.admin.notifications<DigestRow[]>`select digest_id, person_id, period::text, help_request_id, state, outcome, attempted_at from digests`

const messageIdOf = ({ person_id, period, help_request_id }: DigestRow) =>
  `<${help_request_id ? `answer.${help_request_id}` : `digest.${period}`}.${person_id}@localhost>`

const isOurs = (messageId: string) => /^<(digest|answer)\./.test(messageId)

const times = ({ stage }: World) => {
  const taken = new Map<string, number>()
  for (const { messageId } of stage.mail.taken) if (isOurs(messageId)) taken.set(messageId, (taken.get(messageId) ?? 0) + 1)
  return taken
}

/** Mails that are in doubt with no reason to be: the answer after the 354 was not lost, and neither was their process or its database. */
const causeless = ({ stage, faults }: World, rows: readonly DigestRow[]) => {
  const { messageIds, nameless } = stage.mail.inDoubt()
  const unexplained = rows
    .filter(({ state }) => state === 'unknown' || state === 'sending')
    .filter((row) => !faults.mailsOnTheirWay.has(row.digest_id) && !messageIds.has(messageIdOf(row)))
  return unexplained.length > nameless ? unexplained : []
}

export const atMostOneMail: Check = {
  number: 7,
  says: 'the mail server took at most one digest per person and period; exactly one where we say so; doubts have a cause',
  run: async (world) => {
    const taken = times(world)
    const rows = await digestsOf(world)
    const violations = [...taken].filter(([, count]) => count > 1).map(([messageId, count]) => `${messageId} was taken ${count} times`)
    for (const row of rows) {
      const count = taken.get(messageIdOf(row)) ?? 0
      if (row.state === 'sent' && count !== 1) violations.push(`${messageIdOf(row)} is sent, and was taken ${count} times`)
      if (count > 0 && !['sent', 'sending', 'unknown'].includes(row.state)) violations.push(`${messageIdOf(row)} was taken, and is ${row.state}`)
    }
    const claimed = new Set(rows.map(messageIdOf))
    const gone = [...leaversOf(world)]
    for (const messageId of taken.keys())
      if (!claimed.has(messageId) && !gone.some((personId) => messageId.includes(personId)))
        violations.push(`${messageId} was taken, and nobody had claimed it`)
    for (const row of causeless(world, rows))
      violations.push(
        `${messageIdOf(row)} is ${row.state} (${row.outcome ?? 'no outcome'}) since ${row.attempted_at?.toISOString()}, and nothing was taken away from it`,
      )
    return { checked: rows.length + taken.size, violations }
  },
}

/** A process that was held still may have been allowed to send long before it does. */
const HELD_MS = 75_000

/** What a process with a wrong clock wrote down says nothing about the order of things. */
const isDoubtful = ({ faults }: World, at: number) =>
  faults.spans.some(({ what, from, to }) => what.startsWith('clock notifications') && at >= from && at <= to + HELD_MS)

export const noMailAfterUnsubscribing: Check = {
  number: 8,
  says: 'no mail begins after an unsubscribe was committed',
  run: async (world) => {
    const rows = new Map((await digestsOf(world)).map((row) => [messageIdOf(row), row]))
    const violations: string[] = []
    let checked = 0
    for (const [personId, commands] of Map.groupBy(world.history.of('choose-digest'), (command) => command.personId)) {
      const attempts = commands.flatMap(({ about, attempts }) => attempts.map((attempt) => ({ ...attempt, digest: about.digest })))
      for (const off of attempts.filter(({ digest, outcome }) => digest === 'never' && outcome === 'done')) {
        checked += 1
        // A "weekly" whose answer never came may have been taken in at any time after it was asked.
        const mayBeOn = (at: number) =>
          attempts.some(({ digest, begunAt, endedAt, outcome }) => digest === 'weekly' && begunAt <= at && (endedAt >= off.begunAt || outcome === 'unknown'))
        for (const mail of world.stage.mail.taken.filter(({ messageId }) => messageId.startsWith('<digest.') && messageId.includes(personId))) {
          const noted = rows.get(mail.messageId)?.attempted_at?.getTime() ?? mail.begunAt
          const allowedAt = isDoubtful(world, mail.begunAt) ? mail.begunAt - HELD_MS : noted
          const isLate = allowedAt > off.endedAt || mail.begunAt > off.endedAt + HELD_MS
          if (isLate && !mayBeOn(allowedAt)) violations.push(`${mail.messageId} began ${allowedAt - off.endedAt} ms after the unsubscribe was answered`)
        }
      }
    }
    return { checked, violations }
  },
}

export const noSecondMailAfterWipe: Check = {
  number: 6,
  says: 'after the store was wiped all holds as before, and no mail goes out again',
  run: async (world) => {
    const wipe = world.recoveries.find(({ after }) => after === 'a wiped store')
    if (!wipe) return { checked: 0, violations: [] }
    const before = new Set(world.stage.mail.taken.slice(0, wipe.mailsBefore).map(({ messageId }) => messageId))
    const later = world.stage.mail.taken.slice(wipe.mailsBefore).filter(({ messageId }) => isOurs(messageId))
    const violations = later.filter(({ messageId }) => before.has(messageId)).map(({ messageId }) => `${messageId} went out again`)
    if (wipe.republished === 0) violations.push('nothing was published again')
    return { checked: wipe.republished, violations }
  },
}
