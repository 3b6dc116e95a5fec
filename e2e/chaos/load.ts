import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Dice, dice } from './dice.ts'
import { answerOf, type Command, type CommandKind, type History, outcomeOf, wasAnsweredTwice } from './history.ts'
import { openPerson, type Person } from './person.ts'
import type { Stage } from './stage.ts'

/** Of the demo agency: the champions, a manager, and learners; of its neighbour: all but one. */
const HOME = ['joy', 'luc', 'maryse', 'amal', 'tomas', 'mei', 'pavel', 'hodan', 'lucie', 'olena', 'priya', 'sofia', 'kwame', 'grace', 'samir']
const NEIGHBOURS = ['ada', 'bruno', 'noor', 'sam', 'zoe']
/** Who leaves for good in the course of a run. */
const LEAVERS = ['samir@rivages.example', 'zoe@escale.example']
/** A word of each organization in all that its people write. */
export const canaryOf = (organizationId: string) => `canary-${organizationId.slice(0, 8)}`

type Lane = { person: Person; dice: Dice; history: History; courses: readonly Course[]; paths: readonly string[]; isOver: () => boolean }
type Course = { courseId: string; courseVersion: number; cardIds: string[] }
type Told = { helpRequestId: string; championId: string | null }

type How = { isKeyed?: boolean; inVain?: true }
const begin = ({ person, history }: Lane, kind: CommandKind, about: Record<string, string>, { isKeyed = false, ...how }: How = {}): Command =>
  history.begin({ kind, personId: person.me.personId, organizationId: person.me.organizationId, key: isKeyed ? randomUUID() : null, about, ...how })

/** Sends a command, again where no answer came, sometimes once more for nothing, and sometimes twice at the same moment. */
const insist = async ({ person, dice, isOver }: Lane, command: Command, method: string, path: string, body: unknown) => {
  const send = () => person.attempt(command, method, path, body)
  const atOnce = dice.happens(0.15) ? [send(), send()] : [send()]
  let last = (await Promise.all(atOnce)).at(-1)
  for (let tries = 0; tries < 4 && last?.outcome === 'unknown' && !isOver(); tries += 1) {
    await sleep(dice.between(200, 1_500))
    last = await send()
  }
  if (dice.happens(0.25)) await send()
  return answerOf(command)
}

/** What a phone did with no signal comes in one go, in order, and some of it again. */
const completeCards = async (lane: Lane) => {
  const { courseId, courseVersion, cardIds } = lane.dice.one(lane.courses)
  const queue = lane.dice.happens(0.3) ? lane.dice.shuffled(cardIds) : cardIds
  for (const cardId of queue) {
    if (lane.isOver()) return
    const command = begin(lane, 'complete-card', { courseId, courseVersion: String(courseVersion), cardId })
    await insist(lane, command, 'PUT', `course-progress/${courseId}/cards/${cardId}`, { courseVersion, choiceIds: [] })
  }
}

const askForHelp = async (lane: Lane) => {
  const { courseId } = lane.dice.one(lane.courses)
  const question = `${canaryOf(lane.person.me.organizationId)} ${randomUUID()}`
  await insist(lane, begin(lane, 'ask-for-help', { question }, { isKeyed: true }), 'POST', 'help-requests', { courseId, cardId: null, question })
}

const answerHelp = async (lane: Lane) => {
  const { personId, organizationId } = lane.person.me
  const tried = lane.history.of('answer-help').filter(({ inVain }) => !inVain)
  const answered = new Set(tried.map(({ about }) => about.helpRequestId))
  const open = lane.history
    .of('ask-for-help')
    .flatMap((command) => answerOf<Told>(command) ?? [])
    .find(({ helpRequestId, championId }) => championId === personId && !answered.has(helpRequestId))
  if (!open) return
  const answer = `${canaryOf(organizationId)} ${randomUUID()}`
  const { helpRequestId } = open
  await insist(lane, begin(lane, 'answer-help', { helpRequestId, answer }), 'POST', `help-requests/${helpRequestId}/answer`, { answer })
}

const assignPath = async (lane: Lane) => {
  const [team] = lane.person.me.managedTeams
  const progress = team && (await lane.person.read(`team-progress/${team.teamId}`))
  if (!team || !progress) return
  const personIds = lane.dice.shuffled((progress.people as { personId: string }[]).map(({ personId }) => personId)).slice(0, 3)
  if (personIds.length === 0) return
  const body = { teamId: team.teamId, pathId: lane.dice.one(lane.paths), personIds, dueOn: null }
  await insist(lane, begin(lane, 'assign-path', { pathId: body.pathId }, { isKeyed: true }), 'POST', 'assignments', body)
}

const chooseDigest = async (lane: Lane) => {
  const digest = lane.dice.happens(0.4) ? 'never' : 'weekly'
  await insist(lane, begin(lane, 'choose-digest', { digest }), 'PATCH', 'preferences', { digest, helpAnswers: digest === 'never' ? 'with-digest' : 'at-once' })
}

const sayMinutes = async (lane: Lane) => {
  const minutesPerWeek = lane.dice.one([5, 10, 15, 20, 30])
  await insist(lane, begin(lane, 'say-minutes', { minutesPerWeek: String(minutesPerWeek) }), 'PATCH', 'me', { minutesPerWeek })
}

const assess = async (lane: Lane) => {
  const { dice, isOver } = lane
  const draft = (await insist(lane, begin(lane, 'start-assessment', {}, { isKeyed: true }), 'POST', 'self-assessments', {})) as
    | { selfAssessmentId: string; questions: { competencyId: string }[] }
    | undefined
  if (!draft) return
  const { selfAssessmentId, questions } = draft
  for (const { competencyId } of questions) {
    if (isOver()) return
    const level = dice.between(1, 4)
    const command = begin(lane, 'answer-question', { selfAssessmentId, competencyId, level: String(level) })
    await insist(lane, command, 'PUT', `self-assessments/${selfAssessmentId}/answers/${competencyId}`, { level })
  }
  await insist(lane, begin(lane, 'submit-assessment', { selfAssessmentId }, { isKeyed: true }), 'POST', `self-assessments/${selfAssessmentId}/submission`, {})
}

/** What must be refused: a question about no course, an answer to another organization's question, less than no time. */
const tryInVain = async (lane: Lane) => {
  const { organizationId } = lane.person.me
  const words = `${canaryOf(organizationId)} ${randomUUID()}`
  const inVain = true
  const theirs = lane.history.of('ask-for-help').find((command) => command.organizationId !== organizationId && answerOf<Told>(command))
  const ask = () =>
    insist(lane, begin(lane, 'ask-for-help', { question: words }, { isKeyed: true, inVain }), 'POST', 'help-requests', {
      courseId: 'there-is-no-such-course',
      cardId: null,
      question: words,
    })
  const answer = async () => {
    const helpRequestId = theirs && answerOf<Told>(theirs)?.helpRequestId
    if (!helpRequestId) return
    const command = begin(lane, 'answer-help', { helpRequestId, answer: words }, { inVain })
    await insist(lane, command, 'POST', `help-requests/${helpRequestId}/answer`, { answer: words })
  }
  const sayLessThanNothing = () => insist(lane, begin(lane, 'say-minutes', { minutesPerWeek: '-5' }, { inVain }), 'PATCH', 'me', { minutesPerWeek: -5 })
  await lane.dice.one<() => Promise<unknown>>([ask, answer, sayLessThanNothing])()
}

const lookAround = async ({ person, dice }: Lane) => {
  await person.read(
    dice.one([
      'me',
      'learning/mine',
      'help-requests/mine',
      'preferences',
      'plans/mine',
      'learning/record',
      'self-assessments/mine',
      'me/export',
      'learning/mine/export',
    ]),
  )
}

const learnerDoes = [completeCards, completeCards, completeCards, askForHelp, askForHelp, chooseDigest, sayMinutes, assess, tryInVain, lookAround, lookAround]

const doSomething = async (lane: Lane) => {
  const { roles, managedTeams } = lane.person.me
  if (managedTeams.length > 0 && lane.dice.happens(0.5)) return assignPath(lane)
  if (roles.includes('champion') && lane.dice.happens(0.6)) return answerHelp(lane)
  await lane.dice.one(learnerDoes)(lane)
}

/** Whoever has left is told so, or is nobody the next time they ask. */
const hasLeft = ({ attempts }: Command) => attempts.some(({ outcome, status }) => outcome === 'done' || status === 401)
/** Asks until they have left. */
const eraseMyself = async (lane: Lane) => {
  const command = begin(lane, 'erase-myself', { address: lane.person.address })
  while (!lane.isOver() && !hasLeft(command)) await insist(lane, command, 'POST', 'me/erasure', { forGood: true })
}

/** Both replicas at once are told to send: whoever comes second must find nothing to do. */
const runDigests = async (stage: Stage) => {
  const ask = (url: string) =>
    fetch(`${url}/internal/digest-runs`, {
      method: 'POST',
      headers: { authorization: `Bearer ${stage.serviceSecret}`, 'content-type': 'application/json' },
      body: JSON.stringify({ evenIfNotDue: true }),
      signal: AbortSignal.timeout(60_000),
    }).then((answer) => answer.text())
  await Promise.allSettled(stage.replicasOf('notifications').map(({ url }) => ask(url)))
}

/** Signs everybody in while nothing is broken yet; `start` then has them go on until told to stop. */
export const openLoad = async (stage: Stage, history: History, seed: number) => {
  let over = false
  const isOver = () => over
  const addresses = [...HOME.map((key) => `${key}@rivages.example`), ...NEIGHBOURS.map((key) => `${key}@escale.example`)]
  const everybody = addresses.map((address, place) => openPerson(stage, history, { address, forwardedFor: `10.0.0.${place + 1}` }, isOver))
  const waiting = everybody.values()
  const present: Person[] = []
  const letIn = async () => {
    for (const person of waiting) if (await person.signInAtLast()) present.push(person)
  }
  await Promise.all([letIn(), letIn(), letIn()])

  const organizations = new Map<string, Person[]>()
  for (const person of present) organizations.set(person.me.organizationId, [...(organizations.get(person.me.organizationId) ?? []), person])
  const secretsOf = (organizationId: string) => [
    organizationId,
    canaryOf(organizationId),
    ...(organizations.get(organizationId) ?? []).flatMap(({ address, me }) => [address, me.personId]),
  ]
  for (const person of present)
    person.mustNotRead([...organizations.keys()].filter((organizationId) => organizationId !== person.me.organizationId).flatMap(secretsOf))

  const [reader] = present
  if (!reader) throw new Error('Nobody could sign in.')
  const summaries = (await reader.read('micro-courses?limit=20')).rows as { courseId: string }[]
  const courses = await Promise.all(
    summaries.slice(0, 12).map(async ({ courseId }): Promise<Course> => {
      const pack = await reader.read(`micro-courses/${courseId}?language=en`)
      return { courseId, courseVersion: pack.courseVersion, cardIds: pack.cards.map(({ cardId }: { cardId: string }) => cardId) }
    }),
  )
  const paths = ((await reader.read('learning-paths')).rows as { pathId: string }[]).map(({ pathId }) => pathId)

  return {
    people: present,
    secretsOf,
    organizationIds: [...organizations.keys()],
    /** Begins; `stop` waits for what is on its way. Leavers leave when half is over. */
    start: (milliseconds: number) => {
      const begunAt = Date.now()
      const walk = async (person: Person) => {
        const leavesAt = LEAVERS.includes(person.address) ? begunAt + milliseconds / 2 : Number.POSITIVE_INFINITY
        const isLeaving = () => Date.now() > leavesAt
        const lane: Lane = { person, dice: dice(seed, person.address), history, courses, paths, isOver: () => over || isLeaving() }
        let again = false
        while (!lane.isOver()) {
          await doSomething(lane)
          await sleep(lane.dice.between(100, 1_200))
          if (!again && Date.now() - begunAt > milliseconds / 2 && lane.dice.happens(0.2)) {
            again = true
            await person.signInAtLast()
          }
        }
        if (isLeaving()) await eraseMyself({ ...lane, isOver })
      }
      const send = async () => {
        while (!over) {
          await sleep(5_000)
          if (!over) await runDigests(stage)
        }
      }
      const walking = [...present.map(walk), send()]
      return {
        stop: async () => {
          over = true
          await Promise.all(walking)
        },
      }
    },
    /** Whether somebody has left, somebody wants no digest, and somebody was answered twice for one key: without them there is nothing to check. */
    allDid: () =>
      history.of('erase-myself').some(hasLeft) &&
      history.of('choose-digest').some((command) => command.about.digest === 'never' && outcomeOf(command) === 'done') &&
      history.commands.some(wasAnsweredTwice),
    runDigests: () => runDigests(stage),
  }
}
export type Load = Awaited<ReturnType<typeof openLoad>>
