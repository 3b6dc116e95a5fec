import { describe, expect, it } from 'vitest'
import { assessment, floorOf } from './assessment-fixture.ts'
import { pictureFrom } from './picture.ts'

const monday = new Date('2026-11-02T14:00:00Z')
const tuesday = new Date('2026-11-03T14:00:00Z')
const floor = floorOf({ channel: 3, consent: 2, fraud: 3 })

describe('the picture', () => {
  it('is not there before anything was submitted', () => {
    expect(pictureFrom(assessment(), new Map())).toBeNull()
  })
  it('shows strengths first, then the order of the questions, and what is unknown last', () => {
    const picture = pictureFrom(assessment({ floor, submittedAt: monday, answers: { fraud: 2, channel: 4 } }), new Map())
    expect(picture?.competencies.map(({ competencyId, level }) => [competencyId, level])).toEqual([
      ['channel', 4],
      ['fraud', 2],
      ['consent', 'unknown'],
    ])
  })
  it('shows what a check has shown since, and says so', () => {
    const evidence = new Map([['consent', { level: 3 as const, at: tuesday }]])
    const picture = pictureFrom(assessment({ submittedAt: monday, answers: { consent: 2 } }), evidence)
    expect(picture?.competencies[0]).toMatchObject({ competencyId: 'consent', floor: 2, level: 3, from: 'evidence', because: { en: 'because consent' } })
  })
})
