import { MailAddresses } from '@handrail/contracts'
import type { z } from 'zod'

export type Addressee = z.infer<typeof MailAddresses>['people'][number]

const AT_ONCE = 500
const PATIENCE_MS = 10_000

/** Asks people for names and addresses, at the moment of sending; they are kept no longer. Throws when people is away. */
export const askForAddresses = async (
  config: { PEOPLE_URL: string; SERVICE_SECRET: string },
  organizationId: string,
  personIds: readonly string[],
): Promise<Map<string, Addressee>> => {
  const found = new Map<string, Addressee>()
  for (let from = 0; from < personIds.length; from += AT_ONCE) {
    const response = await fetch(new URL('/internal/mail-addresses', config.PEOPLE_URL), {
      method: 'POST',
      headers: { authorization: `Bearer ${config.SERVICE_SECRET}`, 'content-type': 'application/json' },
      body: JSON.stringify({ organizationId, personIds: personIds.slice(from, from + AT_ONCE) }),
      // The secret is for people alone, wherever somebody there would send us.
      redirect: 'manual',
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    if (!response.ok) throw new Error(`people answered ${response.status} when asked for addresses`)
    for (const addressee of MailAddresses.parse(await response.json()).people) found.set(addressee.personId, addressee)
  }
  return found
}
