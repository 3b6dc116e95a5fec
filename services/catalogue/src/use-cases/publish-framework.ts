import type { Framework } from '@handrail/contracts'
import type { Transaction } from 'kysely'
import { saveFramework } from '../store/writes/frameworks.ts'
import type { Tables } from '../tables.ts'

/** Keeps the names that people search the library by. What is the same is left alone. Call it in scope `SHARED`. */
export const publishFramework = async (trx: Transaction<Tables>, { frameworkId, areas, competencies }: Framework): Promise<void> => {
  await saveFramework(trx, {
    frameworkId,
    areas: areas.map(({ areaId, name }) => ({ areaId, name })),
    competencies: competencies.map(({ competencyId, areaId, name }) => ({ competencyId, areaId, name })),
  })
}
