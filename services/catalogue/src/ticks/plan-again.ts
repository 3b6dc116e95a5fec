import { inOrganization, SHARED } from '@handrail/postgres'
import type { Tick } from '@handrail/runtime'
import type { Config } from '../config.ts'
import { organizationsWithChangedFloors } from '../store/reads/floors.ts'
import type { Tables } from '../tables.ts'
import { peopleToPlanAgain } from '../use-cases/people-to-plan-again.ts'
import { planPath } from '../use-cases/plan-path.ts'

const ORGANIZATIONS_AT_ONCE = 20
const PEOPLE_AT_ONCE = 100

/** Where a floor or the library has changed, people are planned for again, each in a transaction of their own. */
export const planAgain: Tick<Tables, Config> = {
  everySeconds: 2,
  run: async ({ database }, now) => {
    const organizationIds = await inOrganization(database, SHARED, (trx) => organizationsWithChangedFloors(trx, ORGANIZATIONS_AT_ONCE))
    for (const organizationId of organizationIds) {
      const people = await inOrganization(database, organizationId, (trx) => peopleToPlanAgain(trx, organizationId, PEOPLE_AT_ONCE))
      for (const personId of people) {
        await inOrganization(database, organizationId, (trx) => planPath(trx, { organizationId, personId }, now))
      }
    }
  },
}
