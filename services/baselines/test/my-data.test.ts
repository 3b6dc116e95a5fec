import { BaselinesExport } from '@handrail/contracts'
import { openStage, type Stage, type StagedService } from '@handrail/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { start } from '../src/service.ts'
import { agencyOn, somebody } from './agency.ts'

let stage: Stage
let baselines: StagedService
let agency: ReturnType<typeof agencyOn>
beforeAll(async () => {
  stage = await openStage()
  baselines = await stage.run('baselines', start)
  agency = agencyOn(stage, baselines)
})
afterAll(() => stage.close())

const path = '/api/v1/self-assessments/mine/export'
const answersOf = (levels: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(levels).map(([competencyId, level]) => [competencyId, { level, sureness: null }]))

it('the export holds answers, evidence and consents of mine, and nothing of a colleague', async () => {
  const amal = await agency.joins(somebody())
  const badri = await agency.joins(somebody({ organizationId: amal.organizationId }))
  const levels = { 'asking-about-access': 4, 'choosing-the-channel': 'unknown', 'solving-everyday-problems': 2 } as const
  const submitted = await agency.assesses(amal, levels)
  await agency.starts(amal)
  await agency.passesCheck(amal, 'meeting-online', 3, new Date('2026-11-02T14:00:00Z'))
  await baselines.as(amal)('PUT', '/api/v1/consents/champion', { granted: true })
  await baselines.as(amal)('PUT', '/api/v1/access-answers/mine', { phone: 'own', dataPlan: 'limited', timeOfDay: null })
  const theirs = await agency.assesses(badri, { 'meeting-online': 1 })

  const { status, body } = await baselines.as(amal)('GET', path)
  expect(status).toBe(200)
  const held = BaselinesExport.parse(body)
  expect(held.selfAssessments).toMatchObject([
    { selfAssessmentId: submitted, roleProfile: 'settlement-worker', state: 'submitted', answers: answersOf(levels) },
    { state: 'draft', submittedAt: null },
  ])
  expect(held.evidence).toEqual([{ competencyId: 'meeting-online', level: 3, recordedAt: '2026-11-02T14:00:00.000Z' }])
  expect(held.access).toEqual({ phone: 'own', dataPlan: 'limited', timeOfDay: null })
  expect(held.consents).toMatchObject([{ audience: 'champion' }])
  expect(JSON.stringify(body)).not.toContain(theirs)
  expect(JSON.stringify(body)).not.toContain(badri.personId)
})

it('of somebody who has done nothing yet is empty', async () => {
  const amal = await agency.joins(somebody())
  expect((await baselines.as(amal)('GET', path)).body).toEqual({ selfAssessments: [], evidence: [], consents: [], access: null, suggestedAsChampionAt: null })
})
