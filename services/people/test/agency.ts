import type { Language, Role } from '@handrail/contracts'
import { type Database, inOrganization } from '@handrail/postgres'
import type { TestPerson } from '@handrail/testing'
import { v7 as uuidv7 } from 'uuid'
import type { Tables } from '../src/tables.ts'
import { addPerson } from '../src/use-cases/add-person.ts'
import { addSite } from '../src/use-cases/add-site.ts'
import { createOrganization } from '../src/use-cases/create-organization.ts'
import { grantRole } from '../src/use-cases/grant-role.ts'
import { openTeam } from '../src/use-cases/open-team.ts'

export type Member = Required<TestPerson> & { address: string; name: string }

const now = new Date('2026-11-02T14:00:00Z')

/** An agency of one site and two teams, each with its manager; made by the use cases, as the demo makes its own. */
export const openAgency = async (database: Database<Tables>, domain: string) => {
  const organizationId = uuidv7()
  const inAgency = <Result>(work: Parameters<typeof inOrganization<Tables, Result>>[2]) => inOrganization(database, organizationId, work)

  const person = async (name: string, roles: Role[] = [], language: Language = 'en'): Promise<Member> => {
    const address = `${name
      .normalize('NFD')
      .replace(/[^a-z]/gi, '')
      .toLowerCase()}@${domain}`
    const facts = { organizationId, name, address, roleProfile: 'settlement-worker', language, timeZone: 'America/Toronto' }
    const { personId } = await inAgency((trx) => addPerson(trx, facts, now))
    for (const role of roles) await inAgency((trx) => grantRole(trx, { organizationId, personId, role }, now))
    return { personId, organizationId, address, name, roles: ['learner', ...roles] }
  }

  await inAgency((trx) => createOrganization(trx, { organizationId, name: `Agency of ${domain}`, province: 'CA-ON', timeZone: 'America/Toronto' }, now))
  const { siteId } = await inAgency((trx) => addSite(trx, { organizationId, name: 'Riverside' }, now))
  const lead = await person('Lena', ['lead'])
  const manager = await person('Mona', ['manager'])
  const otherManager = await person('Otto', ['manager'])
  const champion = await person('Chidi', ['champion'])
  const learner = await person('Amal', [], 'fr')
  const colleague = await person('Élise')
  const team = { managerIds: [manager.personId], memberIds: [learner.personId, champion.personId] }
  const otherTeam = { managerIds: [otherManager.personId], memberIds: [colleague.personId] }
  const { teamId } = await inAgency((trx) => openTeam(trx, { organizationId, siteId, name: 'Arrivals', ...team }, now))
  const { teamId: otherTeamId } = await inAgency((trx) => openTeam(trx, { organizationId, siteId, name: 'Work', ...otherTeam }, now))
  return { organizationId, siteId, teamId, otherTeamId, lead, manager, otherManager, champion, learner, colleague, person, inAgency, now }
}
export type Agency = Awaited<ReturnType<typeof openAgency>>
