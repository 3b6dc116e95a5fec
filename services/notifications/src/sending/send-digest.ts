import { type Mailer, type MailToSend, UnsafeMailError } from '@handrail/mail'
import { inOrganization } from '@handrail/postgres'
import type { Deps } from '@handrail/runtime'
import type { Config } from '../config.ts'
import type { Aftermath, Ending } from '../domain/attempt.ts'
import { sectionsOf } from '../domain/digest.ts'
import { unsubscribeToken } from '../domain/unsubscribe-token.ts'
import { writeDigest } from '../mails/digest.ts'
import { settleDigests } from '../store/writes/digests.ts'
import type { Tables } from '../tables.ts'
import { beginAttempt } from '../use-cases/begin-attempt.ts'
import { endAttempt } from '../use-cases/end-attempt.ts'
import type { ComposedDigest } from '../use-cases/take-digests.ts'
import type { Addressee } from './address-book.ts'

export type SendingDeps = Deps<Tables, Config> & { mailer: Mailer; isDraining: () => boolean }
/** `skipped`: not for us any more; unsubscribed, gone, or in another run's hands. */
export type Sent = { state: Aftermath['state'] | 'skipped'; reachedServer: boolean; refusal?: string }

const skipped: Sent = { state: 'skipped', reachedServer: true }

const attempt = async (mailer: Mailer, mail: MailToSend): Promise<Ending> => {
  try {
    return await mailer.send(mail)
  } catch (error) {
    if (error instanceof UnsafeMailError) return { kind: 'unsafe' }
    throw error
  }
}

/** What the server said no to, and with which codes; no address is in it. */
const refusalOf = ({ kind, stage, code, status, reason }: Ending & { reason?: string }) =>
  [kind, stage, code, status, reason].filter((part) => part !== undefined).join(' ')

/** One mail: one attempt between two short transactions. Its bytes, which hold an address, are kept nowhere. */
export const sendDigest = async (
  { database, config, clock, mailer }: SendingDeps,
  organizationId: string,
  composed: ComposedDigest,
  people: ReadonlyMap<string, Addressee>,
): Promise<Sent> => {
  const { digestId, personId, period, helpRequestId, digest } = composed
  const addressee = people.get(personId)
  if (!addressee) {
    await inOrganization(database, organizationId, (trx) => settleDigests(trx, [digestId], 'withheld'))
    return skipped
  }
  const publicUrl = new URL(config.PUBLIC_URL)
  const unsubscribeUrl = new URL(`/unsubscribe/${unsubscribeToken({ organizationId, personId }, config.SERVICE_SECRET)}`, publicUrl).href
  const mail = {
    ...(await writeDigest(digest, { about: helpRequestId ? 'answer' : 'week', addressee, people, now: clock(), publicUrl, unsubscribeUrl })),
    to: addressee.address,
    messageId: `<${helpRequestId ? `answer.${helpRequestId}` : `digest.${period}`}.${personId}@${publicUrl.hostname}>`,
    listUnsubscribe: { url: unsubscribeUrl },
  }
  if (!(await inOrganization(database, organizationId, (trx) => beginAttempt(trx, composed, clock())))) return skipped
  const ending = await attempt(mailer, mail)
  const command = { digestId, period, sections: sectionsOf(digest), ending }
  const state = await inOrganization(database, organizationId, (trx) => endAttempt(trx, command, clock()))
  return { state: state ?? 'skipped', reachedServer: ending.kind !== 'not-attempted', ...(ending.kind !== 'accepted' && { refusal: refusalOf(ending) }) }
}
