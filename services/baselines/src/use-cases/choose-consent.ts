import { type Audience, ConsentChanged } from '@handrail/contracts'
import { appendEvent } from '@handrail/postgres'
import type { Transaction } from 'kysely'
import { choose, grantedAudiences } from '../domain/consent.ts'
import { refuseWhoIsGone } from '../domain/person.ts'
import { lockConsent, saveConsent } from '../store/writes/consents.ts'
import { lockPerson } from '../store/writes/people.ts'
import type { Tables } from '../tables.ts'

type ChooseConsent = { organizationId: string; personId: string; audience: Audience; granted: boolean }

/** A person shares with an audience, or takes it back. Choosing what already holds changes nothing. */
export const chooseConsent = async (trx: Transaction<Tables>, command: ChooseConsent, now: Date): Promise<void> => {
  refuseWhoIsGone(await lockPerson(trx, command.personId))
  const ledger = await lockConsent(trx, command, now)
  if ((ledger.granted[command.audience] !== undefined) === command.granted) return
  const granted = choose(ledger.granted, command.audience, command.granted, now)
  const version = ledger.version + 1
  await saveConsent(trx, command.personId, version, granted, now)
  await appendEvent(trx, ConsentChanged, {
    organizationId: command.organizationId,
    aggregateId: command.personId,
    version,
    time: now,
    data: { personId: command.personId, granted: grantedAudiences(granted) },
  })
}
