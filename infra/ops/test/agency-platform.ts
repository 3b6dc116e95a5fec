import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Language } from '@handrail/contracts'
import { PersonChanged } from '@handrail/contracts'
import { startPlatform } from '@handrail/local'
import { appendEvent, connect, inOrganization } from '@handrail/postgres'
import { openMailbox, until } from '@handrail/testing'
import { findPlace, onDatabase, type Place } from '../src/place.ts'
import { verifyPlace } from '../src/verify.ts'

/** The platform as `pnpm start` runs it, demo agency included, in a folder of its own. */
export const openAgencyPlatform = async (dataFolder = mkdtempSync(join(tmpdir(), 'handrail-ops-')), demo = true) => {
  const mailbox = await openMailbox()
  const platform = await startPlatform({ dataFolder, demo, servers: { smtpUrl: mailbox.url }, environment: { LOG_LEVEL: 'warn' } })
  const place = findPlace({ HANDRAIL_DATA: dataFolder })
  if (!place) throw new Error('The platform that just started is not found.')
  const stop = async () => {
    await platform.stop()
    await mailbox.close()
  }
  const people = async (path: string, body: unknown) => {
    const answer = await fetch(`${platform.urls.services.people}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return { status: answer.status, body: JSON.parse((await answer.text()) || 'null') }
  }
  /** Signs somebody in with the code of their mail; answers the session. */
  const signIn = async (address: string): Promise<string> => {
    await people('/sign-in/codes', { address, language: 'en' })
    const mail = await until(async () => mailbox.mails().findLast(({ to }) => to === address))
    const { body } = await people('/sign-in/sessions', { address, code: mail.text.match(/^\d{6}$/m)?.[0], sharedDevice: false })
    return body.session
  }
  const tokenFor = async (session: string) => people('/tokens', { session })
  return { ...platform, dataFolder, place, stop, mails: mailbox.mails, signIn, tokenFor, remove: () => rmSync(dataFolder, { recursive: true, force: true }) }
}

/** What is odd, told so that a failing test says it; empty once everything has arrived. */
export const oddities = async (place: Place, waitSeconds = 60): Promise<string[]> => {
  const { findings } = await verifyPlace(place, { waitSeconds })
  return findings.map(({ invariant, where, what, event, aggregate }) => `${invariant} ${where} ${what} ${event ?? ''} ${aggregate ?? ''}`.trim())
}

/** Somebody of the agency: ids only. */
export const somebody = (place: Place) =>
  onDatabase(place, 'people', async (sql) => {
    const [person] = await sql<
      { person_id: string; organization_id: string }[]
    >`select person_id, organization_id from people where state = 'active' order by person_id`
    if (!person) throw new Error('The agency has nobody.')
    return { personId: person.person_id, organizationId: person.organization_id }
  })

/** Says that a person now prefers this language, as people would: state and event in one transaction. Answers the event's version. */
export const changeLanguage = async (place: Place, { personId, organizationId }: Awaited<ReturnType<typeof somebody>>, language: Language) => {
  const database = connect<any>(place.postgresUrl('people', 'app'), { name: 'test', max: 1 })
  try {
    return await inOrganization(database, organizationId, async (trx) => {
      const person = await trx
        .updateTable('people')
        .set((where) => ({ language, version: where('version', '+', 1) }))
        .where('person_id', '=', personId)
        .returning('version')
        .executeTakeFirstOrThrow()
      const last = await trx
        .selectFrom('outbox')
        .select('data')
        .where('aggregate', '=', 'person')
        .where('aggregate_id', '=', personId)
        .orderBy('aggregate_version', 'desc')
        .executeTakeFirstOrThrow()
      const version: number = person.version
      await appendEvent(trx, PersonChanged, { organizationId, aggregateId: personId, version, time: new Date(), data: { ...last.data, language } })
      return version
    })
  } finally {
    await database.close()
  }
}
