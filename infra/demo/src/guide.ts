import { answerHelp } from '@handrail/progress/use-cases/answer-help'
import { askForHelp } from '@handrail/progress/use-cases/ask-for-help'
import { assignPathToTeam } from '@handrail/progress/use-cases/assign-path-to-team'
import { createCohort } from '@handrail/progress/use-cases/create-cohort'
import { idOf, organization, people, personOf } from './agency.ts'
import type { Calendar } from './calendar.ts'
import { count, type Rooms, within } from './rooms.ts'

const { organizationId } = organization
/** Whoever is in a team, but for the newest, whose first visit begins with the questions. */
const inTeam = (team: string) => people.filter(({ key, team: theirs }) => theirs === team && key !== 'tomas').map(({ key }) => personOf(key).personId)

/** Maryse gives her team a path, and Joy and Luc each gather a cohort around it. */
export const assign = async (rooms: Rooms, calendar: Calendar): Promise<void> => {
  if ((await count(rooms.progress, 'assignment_batches')) === 0) {
    const by = { personId: personOf('maryse').personId, isLead: false }
    const command = {
      organizationId,
      teamId: idOf('team-settlement'),
      pathId: 'safe-from-day-one',
      personIds: inTeam('settlement'),
      dueOn: calendar.dayAhead(21),
      by,
    }
    await within(rooms.progress, (trx) => assignPathToTeam(trx, command, calendar.daysAgo(35)))
  }
  if ((await count(rooms.progress, 'cohorts')) === 0) {
    const cohort = { organizationId, pathId: 'safe-from-day-one', startsOn: calendar.dayAhead(-28), weeks: 8 }
    const withJoy = ['amal', 'ines', 'farid', 'mei', 'pavel', 'hodan'].map((key) => personOf(key).personId)
    const withLuc = ['priya', 'jean', 'sofia', 'yara'].map((key) => personOf(key).personId)
    await within(rooms.progress, async (trx) => {
      await createCohort(trx, { ...cohort, championId: personOf('joy').personId, personIds: withJoy }, calendar.daysAgo(28))
      await createCohort(trx, { ...cohort, championId: personOf('luc').personId, personIds: withLuc }, calendar.daysAgo(28))
    })
  }
}

/** One question is answered, one is waiting. */
export const help = async (rooms: Rooms, calendar: Calendar): Promise<void> => {
  if ((await count(rooms.progress, 'help_requests')) > 0) return
  await within(rooms.progress, async (trx) => {
    const answered = await askForHelp(
      trx,
      {
        ...personOf('farid'),
        courseId: 'messages-that-expose-nobody',
        cardId: null,
        question: 'Our group already has 40 people in it. Do I close it and start again?',
      },
      calendar.daysAgo(6),
    )
    const answer = 'Keep it for now. Tell people first, then move to a list that only you can see. I can sit with you on Thursday; it takes ten minutes.'
    await answerHelp(trx, { organizationId, championId: personOf('joy').personId, helpRequestId: answered.helpRequestId, answer }, calendar.daysAgo(5))
    await askForHelp(
      trx,
      {
        ...personOf('ines'),
        courseId: 'privacy-before-a-video-call',
        cardId: null,
        question: 'Mon client partage son téléphone avec sa sœur. Je lui demande quoi, avant l’appel?',
      },
      calendar.daysAgo(1),
    )
  })
}
