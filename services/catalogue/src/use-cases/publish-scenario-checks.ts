import { createHash } from 'node:crypto'
import { type Library, ScenarioCheckPublished } from '@handrail/contracts'
import { appendEvent } from '@handrail/postgres'
import type { Transaction } from 'kysely'
import { rightChoicesOf } from '../domain/course-check.ts'
import { contentChanges } from '../domain/publish-library.ts'
import { lockLibrary } from '../store/writes/library.ts'
import { knownChecks, saveCheck } from '../store/writes/scenario-checks.ts'
import type { Tables } from '../tables.ts'

const hash = (content: unknown) => createHash('sha256').update(JSON.stringify(content)).digest('base64url')

/** Publishes the scenario checks that are new or changed, and empties those that are gone. Call it in scope `SHARED`. */
export const publishScenarioChecks = async (trx: Transaction<Tables>, checks: Library['checks'], now: Date): Promise<void> => {
  await lockLibrary(trx)
  const itemsOf = new Map(checks.map(({ competencyId, items }) => [competencyId, items]))
  const loaded = checks.map((check) => ({ id: check.competencyId, contentHash: hash(check) }))
  const { published, retired } = contentChanges(await knownChecks(trx), loaded)
  for (const { id: competencyId, version, contentHash, state } of [...published, ...retired.map((gone) => ({ ...gone, state: 'retired' as const }))]) {
    const items = state === 'published' ? (itemsOf.get(competencyId) ?? []) : []
    await saveCheck(trx, { competencyId, version, contentHash, state, items })
    await appendEvent(trx, ScenarioCheckPublished, {
      organizationId: null,
      aggregateId: competencyId,
      version,
      time: now,
      data: { competencyId, checkVersion: version, items: rightChoicesOf(items) },
    })
  }
}
