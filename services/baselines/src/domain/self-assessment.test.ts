import { Refusal } from '@handrail/contracts'
import { describe, expect, it } from 'vitest'
import { assessment } from './assessment-fixture.ts'
import { answer, measure, questionsOf, refuseEmpty, selfAssessmentFrom } from './self-assessment.ts'

const monday = new Date('2026-11-02T14:00:00Z')
const tuesday = new Date('2026-11-03T14:00:00Z')
const submitted = assessment({ submittedAt: tuesday, answers: { consent: 2 } })

const refusalOf = (work: () => unknown) => {
  try {
    work()
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
  return 'no refusal'
}

describe('the questions', () => {
  it('are those of the floor, in the order of the framework, each with its area', () => {
    expect(questionsOf(assessment()).map(({ competencyId, area }) => [competencyId, area.en])).toEqual([
      ['consent', 'Trust'],
      ['channel', 'Reach'],
    ])
  })
  it('carry the answer so far, and nothing where there is none', () => {
    expect(questionsOf(assessment({ answers: { channel: 'unknown' } })).map((question) => question.answer)).toEqual([null, 'unknown'])
  })
})

describe('a self-assessment', () => {
  it('is a draft until it is submitted', () => {
    expect(selfAssessmentFrom(assessment())).toMatchObject({ state: 'draft', submittedAt: null, baselineVersion: 2, roleProfile: 'settlement-worker' })
    expect(selfAssessmentFrom(submitted)).toMatchObject({ state: 'submitted', submittedAt: '2026-11-03T14:00:00.000Z' })
  })
  it('keeps the newest answer to a question', () => {
    expect(answer(assessment({ answers: { consent: 2, channel: 1 } }), 'consent', 'unknown')).toEqual({ consent: 'unknown', channel: 1 })
  })
  it('has no question outside its floor, submitted or not', () => {
    expect(refusalOf(() => answer(assessment(), 'fraud', 3))).toBe('not-found')
    expect(refusalOf(() => answer(submitted, 'fraud', 3))).toBe('not-found')
  })
  it('takes no answer after it was submitted', () => {
    expect(refusalOf(() => answer(submitted, 'consent', 3))).toBe('self-assessment-already-submitted')
  })
  it('needs one answer, and "not sure" is one', () => {
    expect(refusalOf(() => refuseEmpty(assessment()))).toBe('self-assessment-empty')
    expect(refusalOf(() => refuseEmpty(assessment({ answers: { consent: 'unknown' } })))).toBe('no refusal')
  })
})

describe('measuring', () => {
  it('sets each competency of the floor beside the current level', () => {
    const evidence = new Map([['channel', { level: 3 as const, at: monday }]])
    expect(measure(submitted, tuesday, evidence).map(({ because, ...measured }) => measured)).toEqual([
      { competencyId: 'channel', floor: 3, level: 3, from: 'evidence' },
      { competencyId: 'consent', floor: 2, level: 2, from: 'self-rating' },
    ])
  })
})
