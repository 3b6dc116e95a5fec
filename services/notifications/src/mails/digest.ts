import type { LocalizedText } from '@handrail/contracts'
import { fill, oneLine } from '@handrail/mail'
import { type Digest, NAMED } from '../domain/digest.ts'
import type { FinishedPath } from '../domain/material.ts'
import type { MyCohort } from '../domain/my-cohort.ts'
import type { MyLearning } from '../domain/my-learning.ts'
import type { TeamNews } from '../domain/my-teams.ts'
import { dayAt } from '../domain/period.ts'
import { type Words, words } from '../words/words.ts'
import { type DigestValues, digestTemplate } from './digest-template.ts'

type Named = { name: string }
export type DigestMail = {
  /** A week, or one answer that was asked for at once. */
  about: 'week' | 'answer'
  addressee: Named & { language: 'en' | 'fr'; timeZone: string }
  /** Names by person; who is missing is counted, not named. */
  people: ReadonlyMap<string, Named>
  now: Date
  publicUrl: URL
  unsubscribeUrl: string
}
type Sayer = Words & {
  names: (personIds: readonly string[]) => string
  nameOf: (personId: string | null) => string | null
  link: (path: string) => string
  today: string
}

/** Subject, HTML and text of one digest, in the addressee's language. */
export const writeDigest = async (digest: Digest, mail: DigestMail): Promise<{ subject: string; html: string; text: string }> => {
  const sayer = sayerFor(mail)
  const values: DigestValues = {
    subject: oneLine(subjectOf(digest, sayer)),
    greeting: sayer.say('greeting', { name: firstName(mail.addressee) }),
    lead: sayer.say(digest.learning?.next ? 'lead-next' : digest.learning ? 'lead-answered' : 'lead-teams'),
    home: sayer.link('/'),
    why: sayer.say(mail.about === 'week' ? 'why-this-mail' : 'why-this-answer'),
    unsubscribeUrl: mail.unsubscribeUrl,
    learning: digest.learning ? learningValues(digest.learning, sayer) : false,
    teams: digest.teams.length > 0 && teamsValues(digest.teams, sayer),
    cohort: digest.cohort ? cohortValues(digest.cohort, sayer) : false,
  }
  return { subject: values.subject, ...fill(await digestTemplate(sayer), values) }
}

const firstName = ({ name }: Named) => name.trim().split(/\s+/)[0] ?? name

const sayerFor = ({ addressee, people, now, publicUrl }: DigestMail): Sayer => {
  const inLanguage = words[addressee.language]
  const nameOf = (personId: string | null) => (personId === null ? null : (people.get(personId)?.name ?? null))
  return {
    ...inLanguage,
    nameOf,
    names: (personIds) => {
      const known = personIds.slice(0, NAMED).flatMap((personId) => nameOf(personId) ?? [])
      const others = personIds.length - known.length
      if (known.length === 0) return inLanguage.say('some-people', { count: others })
      return inLanguage.list(others === 0 ? known : [...known, inLanguage.say('other-people', { count: others })])
    },
    link: (path) => new URL(path, publicUrl).href,
    today: dayAt(now, addressee.timeZone),
  }
}

/** Whoever waits for help comes first; then the one next thing. */
const subjectOf = ({ learning, teams, cohort }: Digest, sayer: Sayer): string => {
  if (cohort && cohort.askedBy.length > 0) return sayer.say('subject-asked', { count: cohort.askedBy.length })
  if (learning?.next) return sayer.say('subject-next', { minutes: learning.next.minutes, title: courseTitle(learning.next.title, sayer) })
  if (learning) return sayer.say('subject-answered')
  return teams.length > 0 ? sayer.say('subject-teams', { count: teams.length }) : sayer.say('subject-cohort')
}

const courseTitle = (title: LocalizedText | null, { pick, say }: Sayer) => (title ? pick(title) : say('next-course'))

const learningValues = (learning: MyLearning, sayer: Sayer): DigestValues['learning'] => {
  const { say, pick } = sayer
  const others = learning.otherPaths > 0 ? [{ line: say('other-paths', { count: learning.otherPaths }) }] : []
  const news = learning.newPaths.map(({ title, steps, minutes }) => ({
    line: title ? say('new-path', { path: pick(title), steps, minutes }) : say('new-own-path', { steps, minutes }),
  }))
  return { next: learning.next ? nextValues(learning.next, sayer) : false, news: [...news, ...others], answers: answerLines(learning.answeredBy, sayer) }
}

const answerLines = (answeredBy: MyLearning['answeredBy'], { say, nameOf }: Sayer) => {
  const [only] = answeredBy
  if (only === undefined) return []
  const name = answeredBy.length === 1 ? nameOf(only) : null
  return [{ line: name ? say('answered-by', { name }) : say('answered', { count: answeredBy.length }) }]
}

const MOST_STEPS = 12
const stepHeight = (index: number) => String(6 + 4 * index)

const nextValues = (next: NonNullable<MyLearning['next']>, sayer: Sayer) => {
  const { say, pick, day, link, today } = sayer
  const about = { step: next.stepsDone + 1, steps: next.stepsTotal, minutes: next.minutes }
  const drawn = Math.min(next.stepsTotal, MOST_STEPS)
  const at = Math.min(Math.floor((next.stepsDone / next.stepsTotal) * drawn), drawn - 1)
  const heights = Array.from({ length: drawn }, (_, index) => stepHeight(index))
  return {
    title: courseTitle(next.title, sayer),
    about: next.pathTitle ? say('next-about-path', { ...about, path: pick(next.pathTitle) }) : say('next-about', about),
    url: link(`/courses/${next.courseId}`),
    action: say(next.stepsDone === 0 ? 'begin' : 'continue'),
    // A date that has gone by would only weigh.
    pace: next.finishOn && next.finishOn >= today ? say('finish-on', { day: day(next.finishOn) }) : '',
    due: next.dueOn && next.dueOn >= today ? say('due-on', { day: day(next.dueOn) }) : '',
    climbed: heights.slice(0, at),
    here: heights[at] ?? '',
    ahead: heights.slice(at + 1),
  }
}

const finishedLines = (finished: readonly FinishedPath[], { say, pick, names }: Sayer) =>
  finished.map(({ title, personIds }) => {
    const who = { names: names(personIds), count: personIds.length }
    return { line: title ? say('finished-path', { ...who, path: pick(title) }) : say('finished-own-path', who) }
  })

const movingSentence = ({ size, moving, quiet }: TeamNews, { say }: Sayer) => {
  if (moving === size) return say('team-all-moving', { size })
  if (moving > 0) return say('team-moving', { moving, size })
  return say(quiet > 0 ? 'team-quiet' : 'team-waiting')
}

const protectedTimeSentence = ({ size, withoutProtectedTime }: TeamNews, { say }: Sayer) => {
  if (withoutProtectedTime === 0) return ''
  return withoutProtectedTime === size && size > 1 ? say('team-without-time-all') : say('team-without-time', { count: withoutProtectedTime })
}

const teamsValues = (teams: readonly TeamNews[], sayer: Sayer): DigestValues['teams'] => ({
  teamsLabel: sayer.say('my-teams', { count: teams.length }),
  each: teams.map((team) => ({
    heading: teams.length > 1 ? sayer.say('team-of', { names: sayer.names(team.memberIds) }) : '',
    sentence: movingSentence(team, sayer),
    time: protectedTimeSentence(team, sayer),
    finished: finishedLines(team.finished, sayer),
    url: sayer.link(`/teams/${team.teamId}`),
  })),
})

const cohortValues = ({ askedBy, quiet, finished }: MyCohort, sayer: Sayer): DigestValues['cohort'] => ({
  asked: askedBy.length > 0 ? sayer.say('asked-for-help', { names: sayer.names(askedBy), count: askedBy.length }) : '',
  quiet: quiet > 0 ? sayer.say('cohort-quiet', { count: quiet }) : '',
  finished: finishedLines(finished, sayer),
  cohortUrl: sayer.link('/cohort'),
})
