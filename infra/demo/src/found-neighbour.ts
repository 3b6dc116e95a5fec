import { addPerson } from '@handrail/people/use-cases/add-person'
import { addSite } from '@handrail/people/use-cases/add-site'
import { createOrganization } from '@handrail/people/use-cases/create-organization'
import { grantRole } from '@handrail/people/use-cases/grant-role'
import { openTeam } from '@handrail/people/use-cases/open-team'
import { connect, inOrganization } from '@handrail/postgres'
import { idOf } from './agency.ts'

const timeZone = 'America/Moncton'

/** As many as fill more than two pages; each has a name of their own. */
const crowd = ['Ada', 'Ben', 'Chau', 'Dina', 'Éloïse', 'Farah'].flatMap((first) =>
  ['Abadi', 'Benali', 'Côté', 'Diallo', 'Esposito', 'Fong', 'Gagné', 'Haile', 'Ionescu', 'Joseph'].map((last) => `${first} ${last}`),
)

const agency = (key: string, name: string, crowd: readonly string[] = []) => {
  const person = (first: string) => ({ personId: idOf(`person-${key}-${first}`), address: `${first}@${key}.example` })
  return {
    key,
    name,
    organizationId: idOf(key),
    teamId: idOf(`team-${key}`),
    lead: person('imane'),
    manager: person('bruno'),
    champion: person('ada'),
    learner: person('noor'),
    /** Of no team; in roles that no route gives anything to, as yet. */
    author: person('theo'),
    network: person('rania'),
    /** Of no team; for tries that change an account, or end one. */
    traveller: person('sam'),
    leaver: person('zoe'),
    /** A second team, with a manager of its own. */
    otherTeamId: idOf(`team-${key}-other`),
    otherManager: person('ruth'),
    colleague: person('ines'),
    /** Also in the first team. */
    crowd: crowd.map((name, at) => ({ ...person(`crowd-${at}`), name })),
  }
}

/** A name that would like to be code, a formula, a header of a mail, wherever it is shown. */
const hostileName = '=Phare</title><script>alert(1)</script>"><img/src=x/onerror=alert(2)>\r\nBcc: all@evil.example'

/** Small agencies beside the demo's: who they are, and where. */
export const neighbours = {
  escale: agency('escale', 'Escale'),
  ancrage: agency('ancrage', 'Ancrage'),
  phare: agency('phare', hostileName),
  foule: agency('foule', 'Foule', crowd),
}
export type Neighbour = typeof neighbours.escale

const people = ['lead', 'manager', 'champion', 'learner', 'author', 'network', 'traveller', 'leaver', 'otherManager', 'colleague'] as const

/** Founds such an agency, so that one can try what must not cross from one agency to another. */
export const foundNeighbour = async (peopleDatabaseUrl: string, which: keyof typeof neighbours, now: Date): Promise<Neighbour> => {
  const database = connect<any>(peopleDatabaseUrl, { name: 'neighbour', max: 1 })
  const neighbour = neighbours[which]
  const { organizationId, key, name, manager, champion, learner, author, network, lead, otherManager, colleague } = neighbour
  try {
    await inOrganization(database, organizationId, async (trx) => {
      await createOrganization(trx, { organizationId, name, province: 'CA-NB', timeZone }, now)
      const siteId = idOf(`site-${key}`)
      await addSite(trx, { organizationId, siteId, name: 'Moncton' }, now)
      const facts = { organizationId, roleProfile: 'settlement-worker', language: 'en', timeZone } as const
      for (const each of people) await addPerson(trx, { ...facts, ...neighbour[each], name: `${each} of ${name}` }, now)
      for (const each of neighbour.crowd) await addPerson(trx, { ...facts, ...each }, now)
      const memberIds = [champion, learner, ...neighbour.crowd].map(({ personId }) => personId)
      await openTeam(trx, { organizationId, teamId: neighbour.teamId, siteId, name, managerIds: [manager.personId], memberIds }, now)
      const other = { teamId: neighbour.otherTeamId, siteId, name: `${name} 2`, managerIds: [otherManager.personId], memberIds: [colleague.personId] }
      await openTeam(trx, { organizationId, ...other }, now)
      const granted = [
        [lead, 'lead'],
        [manager, 'manager'],
        [otherManager, 'manager'],
        [champion, 'champion'],
        [author, 'author'],
        [network, 'network'],
      ] as const
      for (const [{ personId }, role] of granted) await grantRole(trx, { organizationId, personId, role }, now)
    })
  } finally {
    await database.close()
  }
  return neighbour
}
