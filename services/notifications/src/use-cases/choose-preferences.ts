import { PreferencesChanged } from '@handrail/contracts'
import { appendEvent } from '@handrail/postgres'
import type { Transaction } from 'kysely'
import { freshMailbox } from '../domain/attempt.ts'
import { applyChange, type PreferencesChange } from '../domain/preferences.ts'
import { toPreferences } from '../store/rows.ts'
import { wakeDigests } from '../store/writes/digests.ts'
import { lockPerson } from '../store/writes/people.ts'
import { lockRecipient, saveMailbox, savePreferences } from '../store/writes/recipients.ts'
import type { Tables } from '../tables.ts'

type ChoosePreferences = { organizationId: string; personId: string; change: PreferencesChange }

/** Changes which mails somebody gets, and when. Choosing what already holds changes nothing; asking for mail tries a refused mailbox anew. */
export const choosePreferences = async (trx: Transaction<Tables>, command: ChoosePreferences, now: Date): Promise<void> => {
  const { organizationId, personId, change } = command
  if ((await lockPerson(trx, personId)) === 'erased') return
  // Before the recipient's row: whoever sends locks digests first.
  if (change.quietHours !== undefined) await wakeDigests(trx, personId, now)
  const recipient = await lockRecipient(trx, command)
  const { after, isChanged, isHeard, asksForMail } = applyChange(toPreferences(recipient), change)
  if (asksForMail && recipient.bounce_score > 0) await saveMailbox(trx, personId, freshMailbox)
  if (!isChanged) return
  const version = isHeard ? recipient.version + 1 : recipient.version
  await savePreferences(trx, personId, after, version)
  if (!isHeard) return
  const data = { personId, digest: after.digest !== 'never' }
  await appendEvent(trx, PreferencesChanged, { organizationId, aggregateId: personId, version, time: now, data })
}
