import { isDeepStrictEqual } from 'node:util'
import { BaselinePublished, type Floor, type Framework, type Library, type ScenarioCheck } from '@handrail/contracts'
import { appendEvent } from '@handrail/postgres'
import type { Transaction } from 'kysely'
import { currentFloor } from '../store/reads/floors.ts'
import { currentFramework } from '../store/reads/frameworks.ts'
import { currentChecks } from '../store/reads/scenario-checks.ts'
import { insertSharedCheck, insertSharedFloor, insertSharedFramework, lockLibrary } from '../store/writes/library.ts'
import type { Tables } from '../tables.ts'

const publishFramework = async (trx: Transaction<Tables>, framework: Framework, now: Date): Promise<void> => {
  const newest = await currentFramework(trx)
  const version = newest?.version ?? 0
  if (newest && isDeepStrictEqual(newest.framework, { ...framework, version })) return
  await insertSharedFramework(trx, { ...framework, version: version + 1 }, now)
}

const publishFloor = async (trx: Transaction<Tables>, { roleProfile, name, levels }: Floor, now: Date): Promise<void> => {
  const newest = await currentFloor(trx, roleProfile)
  if (newest && isDeepStrictEqual({ name: newest.name, levels: newest.levels }, { name, levels })) return
  const version = (newest?.version ?? 0) + 1
  await insertSharedFloor(trx, { roleProfile, version, name, levels }, now)
  await appendEvent(trx, BaselinePublished, {
    organizationId: null,
    aggregateId: roleProfile,
    version,
    time: now,
    data: { roleProfile, baselineVersion: version, floors: levels.map(({ competencyId, level }) => ({ competencyId, floor: level })) },
  })
}

const publishChecks = async (trx: Transaction<Tables>, checks: readonly ScenarioCheck[], now: Date): Promise<void> => {
  const newest = new Map((await currentChecks(trx)).map((check) => [check.competencyId, check]))
  for (const check of checks) {
    const known = newest.get(check.competencyId)
    if (!known || !isDeepStrictEqual(known.items, check.items)) await insertSharedCheck(trx, check, (known?.version ?? 0) + 1, now)
  }
}

/** The sector's framework, floors and scenario checks, in scope `SHARED`. What differs from the newest becomes a version of its own. */
export const publishLibrary = async (
  trx: Transaction<Tables>,
  { framework, floors, checks }: Pick<Library, 'framework' | 'floors' | 'checks'>,
  now: Date,
): Promise<void> => {
  await lockLibrary(trx)
  await publishFramework(trx, framework, now)
  for (const floor of floors) await publishFloor(trx, floor, now)
  await publishChecks(trx, checks, now)
}
