import type { LibraryAreas } from '@handrail/contracts'
import { sql, type Transaction } from 'kysely'
import type { Tables } from '../../tables.ts'

export const saveFramework = (trx: Transaction<Tables>, { frameworkId, areas, competencies }: LibraryAreas & { frameworkId: string }) =>
  trx
    .insertInto('frameworks')
    .values({ organization_id: null, framework_id: frameworkId, version: 1, areas: JSON.stringify(areas), competencies: JSON.stringify(competencies) })
    .onConflict((conflict) =>
      conflict
        .columns(['framework_id', 'organization_id'])
        .doUpdateSet((next) => ({
          version: next('frameworks.version', '+', 1),
          areas: next.ref('excluded.areas'),
          competencies: next.ref('excluded.competencies'),
        }))
        .where(sql<boolean>`(frameworks.areas, frameworks.competencies) is distinct from (excluded.areas, excluded.competencies)`),
    )
    .execute()
