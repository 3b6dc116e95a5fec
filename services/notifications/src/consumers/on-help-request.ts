import { HelpRequestAnswered, HelpRequestAsked } from '@handrail/contracts'
import { defineConsumer } from '@handrail/events'
import { saveHelpRequest } from '../store/writes/learning.ts'
import { lockPerson } from '../store/writes/people.ts'
import type { Tables } from '../tables.ts'
import { openAnswerMail } from '../use-cases/open-answer-mail.ts'

export const onHelpRequest = defineConsumer<Tables, typeof HelpRequestAsked>(
  'notifications',
  [HelpRequestAsked, HelpRequestAnswered],
  async (trx, { organizationId, data }) => {
    if (!organizationId || (await lockPerson(trx, data.personId)) === 'erased') return
    await saveHelpRequest(trx, {
      help_request_id: data.helpRequestId,
      organization_id: organizationId,
      person_id: data.personId,
      champion_id: data.championId,
      state: data.state,
      asked_at: new Date(data.askedAt),
      answered_at: data.answeredAt === null ? null : new Date(data.answeredAt),
    })
    if (data.answeredAt !== null) await openAnswerMail(trx, { ...data, organizationId, answeredAt: new Date(data.answeredAt) })
  },
  { acts: 'it writes mails about answers' },
)
