import { HelpRequestAnswered, Refusal } from '@handrail/contracts'
import { appendEvent } from '@handrail/postgres'
import type { Transaction } from 'kysely'
import { mayAnswer } from '../domain/help.ts'
import { refuseWhoIsGone } from '../domain/person.ts'
import { isChampion } from '../store/reads/champions.ts'
import { whoAsked } from '../store/reads/help-requests.ts'
import { learnerOf } from '../store/reads/learners.ts'
import { lockHelpRequest, saveHelpAnswer } from '../store/writes/help-requests.ts'
import { lockLearning } from '../store/writes/lock-learning.ts'
import type { Tables } from '../tables.ts'

type AnswerHelp = { organizationId: string; championId: string; helpRequestId: string; answer: string }

/** A champion answers, once; the same answer again changes nothing. The text stays here; the event only says that it was answered. */
export const answerHelp = async (trx: Transaction<Tables>, command: AnswerHelp, now: Date): Promise<void> => {
  const { organizationId, helpRequestId, championId } = command
  const askerId = await whoAsked(trx, helpRequestId)
  if (askerId === null) throw new Refusal('not-found')
  await lockLearning(trx, [askerId, championId])
  refuseWhoIsGone(await learnerOf(trx, championId))
  const request = await lockHelpRequest(trx, helpRequestId)
  if (!request) throw new Refusal('not-found')
  const addressedIsChampion = request.champion_id !== null && (await isChampion(trx, request.champion_id))
  if (!mayAnswer({ personId: request.person_id, championId: request.champion_id }, championId, addressedIsChampion)) throw new Refusal('not-found')
  if (request.champion_id === championId && request.answer === command.answer) return
  if (request.state === 'answered') throw new Refusal('help-already-answered')
  const version = request.version + 1
  await saveHelpAnswer(trx, { ...command, version }, now)
  await appendEvent(trx, HelpRequestAnswered, {
    organizationId,
    aggregateId: helpRequestId,
    version,
    time: now,
    data: {
      helpRequestId,
      personId: request.person_id,
      championId,
      courseId: request.course_id,
      cardId: request.card_id,
      state: 'answered',
      askedAt: request.asked_at.toISOString(),
      answeredAt: now.toISOString(),
    },
  })
}
