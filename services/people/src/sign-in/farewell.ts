import type { Outcome } from '@handrail/mail'
import { tryLimits } from '../domain/tries.ts'
import { forgetMails } from './codes.ts'
import type { Desk } from './desk.ts'
import type { SignInMails } from './mail.ts'
import { endSessions } from './sessions.ts'

const MINUTE = 60_000
const AT_ONCE = 20
/** A mail server that is away for longer costs the mail: an address that was erased is not kept. */
const KEPT_MS = 24 * 60 * MINUTE
/** Whoever takes one says when it may be tried again. Who was killed over it might have sent it: it goes with its address. */
const CLAIM_MS = KEPT_MS

const mayTryAgain = ({ kind }: Outcome) => kind === 'not-attempted' || kind === 'refused-for-now'

/** What sign-in knows of somebody who was erased, gone at once: sessions, codes, links and counted tries. */
export const forgetPerson = async (desk: Desk, { personId, address }: { personId: string; address: string }): Promise<void> => {
  await endSessions(desk, personId, { allBut: null })
  await forgetMails(desk, address)
  const counted = [tryLimits.codesForAddress, tryLimits.triesForAddress].map(({ name }) => `${name}:${desk.keyed('address', address)}`)
  await desk.db.deleteFrom('tries').where('bucket', 'in', counted).execute()
}

/** Sends the last mails that wait, and forgets each address with its mail: also where nobody can tell whether it arrived. */
export const sendFarewells = async ({ db, log }: Desk, mails: SignInMails, now: Date): Promise<void> => {
  await db
    .deleteFrom('farewells')
    .where('opened_at', '<', new Date(now.getTime() - KEPT_MS))
    .execute()
  const waiting = db
    .selectFrom('farewells')
    .select('farewell_id')
    .where('next_try_at', '<=', now)
    .orderBy('next_try_at')
    .limit(AT_ONCE)
    .forUpdate()
    .skipLocked()
  const taken = await db
    .updateTable('farewells')
    .set((set) => ({ attempts: set('attempts', '+', 1), next_try_at: new Date(now.getTime() + CLAIM_MS) }))
    .where('farewell_id', 'in', waiting)
    .returning(['farewell_id', 'address', 'language', 'attempts'])
    .execute()
  for (const { farewell_id, address, language, attempts } of taken) {
    const outcome = await mails.sendFarewell({ to: address, language, id: farewell_id })
    if (outcome.kind !== 'accepted') log.warn({ outcome }, 'a last mail was not taken')
    if (mayTryAgain(outcome)) {
      const next = new Date(now.getTime() + Math.min(2 ** (attempts - 1), 60) * MINUTE)
      await db.updateTable('farewells').set({ next_try_at: next }).where('farewell_id', '=', farewell_id).execute()
    } else await db.deleteFrom('farewells').where('farewell_id', '=', farewell_id).execute()
  }
}
