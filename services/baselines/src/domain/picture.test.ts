import { describe, expect, it } from 'vitest'
import { assessment, floorOf, said } from './assessment-fixture.ts'
import { pictureFrom } from './picture.ts'

const monday = new Date('2026-11-02T14:00:00Z')
const tuesday = new Date('2026-11-03T14:00:00Z')
const floor = floorOf({ channel: 3, consent: 2, fraud: 3 })

describe('the picture', () => {
  it('is not there before anything was submitted', () => {
    expect(pictureFrom(assessment(), new Map(), null)).toBeNull()
  })
  it('shows strengths first, then the order of the questions, then what is unknown, and last what is not their job', () => {
    const wide = floorOf({ channel: 3, consent: 2, fraud: 3 })
    const picture = pictureFrom(assessment({ floor: wide, submittedAt: monday, answers: said({ fraud: 'not-my-job', channel: 4 }) }), new Map(), null)
    expect(picture?.competencies.map(({ competencyId, level }) => [competencyId, level])).toEqual([
      ['channel', 4],
      ['consent', 'unknown'],
      ['fraud', 'not-my-job'],
    ])
  })
  it('leaves what is known in the order of the questions where the level is the same', () => {
    const picture = pictureFrom(assessment({ floor, submittedAt: monday, answers: said({ fraud: 2, channel: 4 }) }), new Map(), null)
    expect(picture?.competencies.map(({ competencyId, level }) => [competencyId, level])).toEqual([
      ['channel', 4],
      ['fraud', 2],
      ['consent', 'unknown'],
    ])
  })
  it('shows what a check has shown since, and says so', () => {
    const evidence = new Map([['consent', { level: 3 as const, at: tuesday }]])
    const picture = pictureFrom(assessment({ submittedAt: monday, answers: said({ consent: 2 }) }), evidence, null)
    expect(picture?.competencies[0]).toMatchObject({ competencyId: 'consent', floor: 2, level: 3, from: 'evidence', because: { en: 'because consent' } })
  })
  it('says beside each level where they were before, and nothing where there is no before', () => {
    const submitted = assessment({ submittedAt: tuesday, answers: said({ consent: 3 }) })
    const before = { submittedAt: monday, levels: { consent: 2 } as const }
    expect(pictureFrom(submitted, new Map(), before)).toMatchObject({
      beforeAt: monday.toISOString(),
      competencies: [{ level: 3, before: 2 }, { before: null }],
    })
    expect(pictureFrom(submitted, new Map(), null)).toMatchObject({ beforeAt: null, competencies: [{ before: null }, { before: null }] })
  })
})
