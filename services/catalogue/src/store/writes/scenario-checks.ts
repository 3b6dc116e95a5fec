import type { ScenarioCheck } from '@handrail/contracts'
import type { Transaction } from 'kysely'
import type { KnownContent } from '../../domain/publish-library.ts'
import type { Tables } from '../../tables.ts'

export const knownChecks = (trx: Transaction<Tables>): Promise<KnownContent[]> =>
  trx
    .selectFrom('scenario_checks')
    .select(['competency_id as id', 'version', 'version as contentVersion', 'content_hash as contentHash', 'state'])
    .where('organization_id', 'is', null)
    .execute()

type CheckToSave = Pick<KnownContent, 'version' | 'contentHash' | 'state'> & ScenarioCheck

export const saveCheck = (trx: Transaction<Tables>, { competencyId, version, contentHash, state, items }: CheckToSave) => {
  const content = { version, content_hash: contentHash, state, items: JSON.stringify(items) }
  return trx
    .insertInto('scenario_checks')
    .values({ organization_id: null, competency_id: competencyId, ...content })
    .onConflict((conflict) => conflict.columns(['competency_id', 'organization_id']).doUpdateSet(content))
    .execute()
}
