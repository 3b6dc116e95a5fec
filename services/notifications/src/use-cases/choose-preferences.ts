import { PreferencesChanged } from '@handrail/contracts'
import { appendEvent } from '@handrail/postgres'
import type { Transaction } from 'kysely'
import { freshMailbox } from '../domain/attempt.ts'
import { lockPerson } from '../store/writes/people.ts'
import { lockRecipient, saveMailbox, savePreferences } from '../store/writes/recipients.ts'
import type { Tables } from '../tables.ts'

type ChoosePreferences = { organizationId: string; personId: string; digest: boolean }

/** Somebody wants the digest, or no longer. Choosing what already holds changes nothing; asking for it tries a refused mailbox anew. */
export const choosePreferences = async (trx: Transaction<Tables>, command: ChoosePreferences, now: Date): Promise<void> => {
  const { organizationId, personId, digest } = command
  if ((await lockPerson(trx, personId)) === 'erased') return
  const recipient = await lockRecipient(trx, command)
  if (digest && recipient.bounce_score > 0) await saveMailbox(trx, personId, freshMailbox)
  if (recipient.digest === digest) return
  const version = recipient.version + 1
  await savePreferences(trx, personId, { version, digest })
  await appendEvent(trx, PreferencesChanged, { organizationId, aggregateId: personId, version, time: now, data: { personId, digest } })
}
