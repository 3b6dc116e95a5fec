import type { Transaction } from 'kysely'
import { periodAt } from '../domain/period.ts'
import { personBy, preferencesOf } from '../store/reads/recipients.ts'
import { insertAnswerMail } from '../store/writes/digests.ts'
import type { Tables } from '../tables.ts'

type OpenAnswerMail = { organizationId: string; personId: string; helpRequestId: string; answeredAt: Date }

/** A question was answered: whoever wants to know at once gets a mail of its own. Hearing it again changes nothing. */
export const openAnswerMail = async (trx: Transaction<Tables>, { answeredAt, ...command }: OpenAnswerMail): Promise<void> => {
  const person = await personBy(trx, command.personId)
  if (person?.state !== 'active' || (await preferencesOf(trx, command.personId)).helpAnswers !== 'at-once') return
  await insertAnswerMail(trx, { ...command, answeredAt, period: periodAt(answeredAt, person.time_zone).period })
}
