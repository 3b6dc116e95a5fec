import type { AssignmentStep, HelpWishes, Me, MyCourse, Picture } from '@handrail/contracts'
import { WouldLikeToTalk } from '../components/cohort-talk.tsx'
import { WouldLikeHelp } from '../components/cohort-wishes.tsx'
import { ChoiceForm, ChoiceSaid, CourseState, LevelStair } from '../components/course-facts.tsx'
import { FollowUp } from '../components/follow-up.tsx'
import { Chips } from '../components/form.tsx'
import { KeepCourses } from '../components/keep-courses.tsx'
import { Ledger } from '../components/ledger.tsx'
import { MyChecklists } from '../components/my-checklists.tsx'
import { JustForYou, LeftOut, Moved, Strengths } from '../components/picture.tsx'
import { Sign } from '../components/sign.tsx'
import type { Visit } from '../edge/visit.ts'

const id = (number: number) => `01900000-0000-7000-8000-${String(number).padStart(12, '0')}`

const me: Me = {
  personId: id(1),
  name: 'Amal Benali',
  address: 'amal@example.org',
  language: 'en',
  timeZone: 'America/Toronto',
  roleProfile: 'settlement-worker',
  roles: ['learner'],
  organization: { organizationId: id(7), name: 'Rivages', province: 'CA-ON' },
  minutesPerWeek: 15,
  protectedMinutes: null,
  managedTeams: [],
  teamIds: [],
}

const title = { en: 'Lock your phone in 30 seconds', fr: 'Verrouiller son téléphone en 30 secondes' }
const canDo = { en: 'I lock my phone before I put it down.', fr: 'Je verrouille mon téléphone avant de le poser.' }
const courseId = 'lock-your-phone'
const place = '/design'

const courses: readonly { fromLevel: 1 | 2 | 3; toLevel: 2 | 3 | 4; mine: MyCourse | undefined }[] = [
  { fromLevel: 1, toLevel: 2, mine: undefined },
  { fromLevel: 2, toLevel: 3, mine: { courseId, state: 'to-do', inPath: true, chosen: true } },
  { fromLevel: 3, toLevel: 4, mine: { courseId, state: 'done', inPath: true, chosen: false } },
]

const step: AssignmentStep = {
  courseId,
  courseVersion: 1,
  title,
  canDo,
  minutes: 4,
  kilobytes: 11,
  cardsDone: 2,
  cardsTotal: 7,
  testedOut: false,
  state: 'now',
}

const because = { en: 'You carry names in your pocket.', fr: 'Vous portez des noms dans votre poche.' }
const asked = { floor: 3 as const, because, before: null, confidence: null, from: 'self-rating' as const }
const pictureAt = (submittedAt: string, beforeAt: string): Picture => ({
  selfAssessmentId: id(2),
  roleProfile: 'settlement-worker',
  roleProfileName: { en: 'Settlement worker', fr: 'Intervenante en établissement' },
  submittedAt,
  beforeAt,
  competencies: [
    { ...asked, competencyId: 'one', name: { en: 'Protect client information', fr: 'Protéger les renseignements' }, level: 4, before: 2 },
    { ...asked, competencyId: 'two', name: { en: 'Meet online', fr: 'Se rencontrer en ligne' }, level: 3, from: 'evidence' },
    {
      ...asked,
      competencyId: 'three',
      name: { en: 'Write so that people understand', fr: 'Écrire pour être compris' },
      level: 2,
      confidence: { kind: 'more-than-said', said: 2, checked: 3 },
    },
    { ...asked, competencyId: 'four', name: { en: 'Lead change', fr: 'Mener un changement' }, level: 'not-my-job' },
  ],
})

const names = new Map([[me.personId, me.name]])
const wishes: HelpWishes = {
  people: [{ personId: me.personId, competencies: [{ competencyId: 'two', name: { en: 'Meet online', fr: 'Se rencontrer en ligne' } }] }],
}

/** The parts of learners' pages, and those through which a champion hears of them. */
export const ExampleLearner = ({ visit: seen }: { visit: Visit }) => {
  const visit = { ...seen, me, session: '' }
  const { words, now } = visit
  const { t, pick, language } = words
  const today = now.toISOString()
  const picture = pictureAt(today, new Date(now.getTime() - 90 * 86_400_000).toISOString())
  return (
    <>
      <h2>{t('design.learner')}</h2>
      <div class="signs">
        <Sign kind="first" />
        <Sign kind="path" />
        <Sign kind="champion" />
      </div>
      {courses.map(({ fromLevel, toLevel, mine }) => (
        <div class="between">
          <LevelStair fromLevel={fromLevel} toLevel={toLevel} />
          <CourseState words={words} mine={mine} />
          <ChoiceForm words={words} courseId={courseId} title={pick(title)} mine={mine} place={place} />
        </div>
      ))}
      <ChoiceSaid words={words} courseId={courseId} title={pick(title)} choice="added" place={place} />
      <KeepCourses words={words} steps={[step]} />
      <MyChecklists visit={visit} />
      <FollowUp visit={visit} followUp={{ courseId, title, canDo, finishedAt: today }} />
      <Chips
        name="phone"
        legend={t('access.phone')}
        chosen="own"
        options={(['own', 'work', 'shared'] as const).map((value) => ({ value, label: t(`access.phone-${value}`), lang: language }))}
      />
      <Strengths visit={visit} picture={picture} />
      <Moved visit={visit} picture={picture} />
      <JustForYou visit={visit} picture={picture} plan={null} />
      <LeftOut visit={visit} picture={picture} />
      <Ledger visit={visit} entries={[{ audience: 'champion', granted: true, changedAt: today }]} from="plan" />
      <WouldLikeToTalk visit={visit} points={[{ personId: me.personId, courseId, cardId: 'one', title, markedAt: today, name: me.name, card: pick(canDo) }]} />
      <WouldLikeHelp words={words} wishes={wishes} names={names} />
    </>
  )
}
