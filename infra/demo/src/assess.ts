import { answerCompetency } from '@handrail/baselines/use-cases/answer-competency'
import { chooseConsent } from '@handrail/baselines/use-cases/choose-consent'
import { startSelfAssessment } from '@handrail/baselines/use-cases/start-self-assessment'
import { submitSelfAssessment } from '@handrail/baselines/use-cases/submit-self-assessment'
import type { Audience, Library } from '@handrail/contracts'
import { people, personOf } from './agency.ts'
import { answerOf } from './answers.ts'
import type { Calendar } from './calendar.ts'
import { arrived, type Rooms, within } from './rooms.ts'

const notYetAssessed = ['tomas', 'lucie']
const keepsToThemselves = ['farid', 'claire']
/** Who has told more, and to whom. */
const tells: Record<string, readonly Audience[]> = { amal: ['champion', 'manager'], mei: ['champion'] }

/** Everybody but the newest has answered, some weeks apart, and most share with the picture of their team. */
export const assess = async (rooms: Rooms, library: Library, calendar: Calendar): Promise<void> => {
  const assessed = people.filter(({ key }) => !notYetAssessed.includes(key))
  for (const [place, { key, roleProfile }] of assessed.entries()) {
    const when = calendar.daysAgo(84 - place)
    const who = personOf(key)
    const floor = library.floors.find((each) => each.roleProfile === roleProfile)
    await within(rooms.baselines, async (trx) => {
      const before = await trx.selectFrom('self_assessments').select('submitted_at').where('person_id', '=', who.personId).executeTakeFirst()
      if (before?.submitted_at) return
      const { selfAssessmentId } = await startSelfAssessment(trx, who, when)
      for (const { competencyId } of floor?.levels ?? []) {
        await answerCompetency(trx, { ...who, selfAssessmentId, competencyId, level: answerOf(key, competencyId), sureness: null }, when)
      }
      await submitSelfAssessment(trx, { ...who, selfAssessmentId }, when)
      if (!keepsToThemselves.includes(key)) await chooseConsent(trx, { ...who, audience: 'team-picture', granted: true }, when)
      for (const audience of tells[key] ?? []) await chooseConsent(trx, { ...who, audience, granted: true }, when)
    })
  }
  await arrived(rooms.progress, 'arrivals', assessed.length)
}
