import type { DryRun as DryRunResult, LearningPathSummary, Me, TeamPeople as PeoplePage, TeamPicture as Picture, Team, TeamProgress } from '@handrail/contracts'
import { AssignForm, type Chosen } from '../components/assign-form.tsx'
import { AskedForHelp } from '../components/cohort-asked.tsx'
import { JustFinished, MaybeStuck, OnTheirWay } from '../components/cohort-people.tsx'
import { DryRun } from '../components/dry-run.tsx'
import type { CohortMember } from '../components/sort-cohorts.ts'
import { TeamPeople } from '../components/team-people.tsx'
import { TeamPicture } from '../components/team-picture.tsx'
import type { SignedInVisit } from '../edge/visit.ts'
import type { Words } from '../words/words.ts'

const id = (number: number) => `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`
const daysFrom = (now: Date, days: number) => new Date(now.getTime() + days * 86_400_000)
const dayFrom = (now: Date, days: number) => daysFrom(now, days).toISOString().slice(0, 10)

const title = { en: 'Safe from day one', fr: 'En sécurité dès le premier jour' }
const summary = { en: 'A phone that tells nothing, and a call that stays private.', fr: 'Un téléphone qui ne dit rien, et un appel qui reste privé.' }
const path: LearningPathSummary = { pathId: 'safe-from-day-one', pathVersion: 1, title, summary, grantsRole: null, minutes: 23, courses: [] }

const members = [
  { personId: id(1), name: 'Amal Benali', roleProfile: 'settlement-worker', protectedMinutes: 15 },
  { personId: id(2), name: 'Farid Rahimi', roleProfile: 'settlement-worker', protectedMinutes: null },
  { personId: id(3), name: 'Hodan Warsame', roleProfile: 'settlement-worker', protectedMinutes: 30 },
]
const team: Team = { teamId: id(9), name: 'Établissement · Settlement', site: 'Vanier', managers: [], members }
const somePeople: PeoplePage = {
  ...team,
  people: 12,
  withoutProtectedTime: { people: 1, names: ['Farid Rahimi'] },
  found: 12,
  rows: members,
  cursor: 3,
  before: 0,
  next: 6,
}
const me: Me = {
  personId: id(8),
  name: 'Maryse Lafleur',
  address: 'maryse@example.org',
  language: 'fr',
  timeZone: 'America/Toronto',
  roleProfile: 'team-leader',
  roles: ['learner', 'manager', 'champion'],
  organization: { organizationId: id(7), name: 'Rivages', province: 'CA-ON' },
  minutesPerWeek: null,
  protectedMinutes: null,
  managedTeams: [],
  teamIds: [],
}
const chosen: Chosen = { pathId: path.pathId, personIds: members.map(({ personId }) => personId), dueOn: '' }

const picture: Picture = {
  suppressed: false,
  rows: [
    { competencyId: 'one', name: { en: 'Protect client information', fr: 'Protéger les renseignements' }, words: ['few', 'some', 'half', 'most'] },
    { competencyId: 'two', name: { en: 'Meet online', fr: 'Se rencontrer en ligne' }, words: null },
  ],
}

const teamProgress = (now: Date): TeamProgress => ({
  teamId: team.teamId,
  facts: { people: 3, moving: 2, finished: 1, withoutProtectedTime: 1 },
  people: members.map(({ personId, protectedMinutes }, index) => ({
    personId,
    protectedMinutes,
    moving: index < 2,
    assignments: [
      {
        assignmentId: id(20 + index),
        reason: index === 0 ? 'self-assessment' : 'manager',
        title: index === 0 ? null : title,
        stepsDone: index * 2,
        stepsTotal: 4,
        dueOn: index === 1 ? dayFrom(now, 20) : null,
        finishOn: dayFrom(now, 14),
        state: index === 2 ? 'completed' : 'active',
      },
    ],
  })),
  undoable: [],
})

const dryRun = (now: Date): DryRunResult => ({
  rows: members.map(({ personId, protectedMinutes }, index) => ({
    personId,
    minutes: 23,
    minutesPerWeek: protectedMinutes ?? 15,
    protected: protectedMinutes !== null,
    completedAlready: index === 2,
    assignedAlready: false,
    finishOn: dayFrom(now, 12),
    fits: true,
  })),
  minutesInAll: 46,
  dateThatFits: dayFrom(now, 12),
})

const cohortMembers = (now: Date): CohortMember[] =>
  members.map(({ personId, name }, index) => ({
    personId,
    name,
    title,
    stepsDone: index * 2,
    stepsTotal: 4,
    stuck: index === 1 ? 'same-card-twice' : null,
    stuckAt: index === 1 ? { courseId: 'lock-your-phone', title } : null,
    finishedAt: index === 2 ? daysFrom(now, -2).toISOString() : null,
  }))

const question = { en: 'Which words do I use on the phone?', fr: 'Quels mots est-ce que je prends au téléphone?' }

/** What managers and champions see, with people who do not exist. */
export const ExampleTeams = ({ words, now }: { words: Words; now: Date }) => {
  const place = '/design'
  const visit: SignedInVisit = {
    words,
    me,
    now,
    place,
    ownDevice: false,
    session: '',
    traceparent: '',
    token: () => Promise.reject(new Error('Nobody is signed in here.')),
  }
  const cohort = cohortMembers(now)
  const asked = {
    helpRequestId: id(30),
    personId: id(1),
    courseId: 'lock-your-phone',
    cardId: null,
    title,
    question: words.pick(question),
    askedAt: daysFrom(now, -1).toISOString(),
    name: 'Amal Benali',
    card: null,
    draft: '',
    error: undefined,
  }
  return (
    <>
      <h2>{words.t('design.teams')}</h2>
      <TeamPicture words={words} picture={picture} />
      <TeamPeople words={words} page={somePeople} asked={{ words: '', cursor: 3 }} progress={teamProgress(now)} wishes={null} saved={null} now={now} />
      <AssignForm words={words} team={team} paths={[path]} chosen={chosen} wrong={[]} firstDay={dayFrom(now, 1)} />
      <DryRun words={words} team={team} path={path} chosen={chosen} result={dryRun(now)} wrong={[]} now={now} />
      <h2>{words.t('design.cohorts')}</h2>
      <AskedForHelp visit={visit} asked={asked} />
      <MaybeStuck visit={visit} people={cohort.filter(({ stuck }) => stuck)} />
      <JustFinished visit={visit} people={cohort.filter(({ finishedAt }) => finishedAt)} />
      <OnTheirWay visit={visit} cohorts={[{ cohortId: id(40), pathId: path.pathId, title, startsOn: dayFrom(now, -10), weeks: 6, people: cohort }]} />
    </>
  )
}
