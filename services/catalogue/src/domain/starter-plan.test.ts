import { loadLibrary } from '@handrail/content'
import type { KnownLevel } from '@handrail/contracts'
import { expect, it } from 'vitest'
import { plan } from './plan.ts'

const library = await loadLibrary()
const floor = library.floors.find(({ roleProfile }) => roleProfile === 'settlement-worker')

/** The plan of a settlement worker who answers the same everywhere. */
const planFor = (level: KnownLevel) =>
  plan({
    competencies: (floor?.levels ?? []).map(({ competencyId, level: floor }) => ({ competencyId, floor, level })),
    courses: library.courses.map((course) => ({ ...course, courseVersion: 1 })),
    completed: [],
  })

it('gives a settlement worker who needs some help everywhere a step a gap, an hour or so in all', () => {
  const { steps } = planFor(2)
  expect(steps).toHaveLength(floor?.levels.filter(({ level }) => level > 2).length ?? 0)
  expect(steps.reduce((sum, { minutes }) => sum + minutes, 0)).toBeLessThanOrEqual(75)
  expect(steps.every(({ reason }) => reason.kind === 'closes-gap')).toBe(true)
})
it('gives who shows others everywhere no steps, and says why each course was left out', () => {
  const { steps, skipped, notYet } = planFor(4)
  expect([steps, notYet]).toEqual([[], []])
  expect(new Set(skipped.map(({ reason }) => reason.kind))).toEqual(new Set(['already-there']))
})
it('gives who is not sure anywhere tasters only, one a competency', () => {
  const { steps } = planFor('unknown')
  expect(steps.length).toBeGreaterThan(0)
  expect(steps.every(({ reason }) => reason.kind === 'taster')).toBe(true)
  expect(new Set(steps.map(({ competencyId }) => competencyId)).size).toBe(steps.length)
})
