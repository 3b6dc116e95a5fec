import { addPerson } from '@handrail/people/use-cases/add-person'
import { addSite } from '@handrail/people/use-cases/add-site'
import { createOrganization } from '@handrail/people/use-cases/create-organization'
import { grantRole } from '@handrail/people/use-cases/grant-role'
import { openTeam } from '@handrail/people/use-cases/open-team'
import { setProtectedTime } from '@handrail/people/use-cases/set-protected-time'
import { addressOf, organization, people, personOf, roles, sites, teams } from './agency.ts'
import type { Calendar } from './calendar.ts'
import { arrived, type Rooms, within } from './rooms.ts'

/** The agency, its sites, teams and people, as of some months ago. */
export const found = async (rooms: Rooms, calendar: Calendar): Promise<void> => {
  const opened = calendar.daysAgo(120)
  const { organizationId, timeZone } = organization
  await within(rooms.people, async (trx) => {
    await createOrganization(trx, organization, opened)
    for (const site of sites) await addSite(trx, { organizationId, ...site }, opened)
    for (const { key, name, roleProfile, language } of people) {
      await addPerson(trx, { ...personOf(key), name, address: addressOf(key), roleProfile, language, timeZone }, opened)
    }
    for (const team of teams) await openTeam(trx, { organizationId, ...team }, opened)
    for (const role of roles) await grantRole(trx, role, opened)
    for (const { key, protectedMinutes } of people) {
      if (protectedMinutes) await setProtectedTime(trx, { ...personOf(key), minutesPerWeek: protectedMinutes }, calendar.daysAgo(90))
    }
  })
  const minutes = people.filter(({ protectedMinutes }) => protectedMinutes).length
  await arrived(rooms.baselines, 'people', people.length)
  await arrived(rooms.catalogue, 'people', people.length)
  await arrived(rooms.progress, 'people', people.length)
  await arrived(rooms.progress, 'teams', teams.length)
  await arrived(rooms.progress, 'person_roles', roles.length)
  await arrived(rooms.progress, 'protected_times', minutes)
}
