import { addPerson } from '@handrail/people/use-cases/add-person'
import { addSite } from '@handrail/people/use-cases/add-site'
import { createOrganization } from '@handrail/people/use-cases/create-organization'
import { grantRole } from '@handrail/people/use-cases/grant-role'
import { openTeam } from '@handrail/people/use-cases/open-team'
import { connect, inOrganization } from '@handrail/postgres'
import { idOf } from './agency.ts'

const organizationId = idOf('escale')
const timeZone = 'America/Moncton'
const person = (key: string) => ({ personId: idOf(`person-escale-${key}`), address: `${key}@escale.example` })

/** Another small agency, beside the demo's: who it is, and where. */
export const neighbour = {
  organizationId,
  teamId: idOf('team-escale'),
  lead: person('imane'),
  manager: person('bruno'),
  champion: person('ada'),
  learner: person('noor'),
  /** Of no team; for tries that change an account, or end one. */
  traveller: person('sam'),
  leaver: person('zoe'),
}
export type Neighbour = typeof neighbour

const roles = ['lead', 'manager', 'champion'] as const

/** Founds that agency, so that one can try what must not cross from one agency to another. */
export const foundNeighbour = async (peopleDatabaseUrl: string, now: Date): Promise<Neighbour> => {
  const database = connect<any>(peopleDatabaseUrl, { name: 'neighbour', max: 1 })
  try {
    await inOrganization(database, organizationId, async (trx) => {
      await createOrganization(trx, { organizationId, name: 'Escale', province: 'CA-NB', timeZone }, now)
      const siteId = idOf('site-escale')
      await addSite(trx, { organizationId, siteId, name: 'Moncton' }, now)
      for (const key of [...roles, 'learner', 'traveller', 'leaver'] as const) {
        await addPerson(trx, { organizationId, ...neighbour[key], name: `${key} of Escale`, roleProfile: 'settlement-worker', language: 'en', timeZone }, now)
      }
      const memberIds = [neighbour.champion.personId, neighbour.learner.personId]
      await openTeam(trx, { organizationId, teamId: neighbour.teamId, siteId, name: 'Escale', managerIds: [neighbour.manager.personId], memberIds }, now)
      for (const role of roles) await grantRole(trx, { organizationId, personId: neighbour[role].personId, role }, now)
    })
  } finally {
    await database.close()
  }
  return neighbour
}
