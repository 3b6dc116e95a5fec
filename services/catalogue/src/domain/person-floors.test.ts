import { describe, expect, it } from 'vitest'
import { neededCompetencies, newestBaseline } from './person-floors.ts'

const monday = new Date('2026-11-02T14:00:00Z')
const tuesday = new Date('2026-11-03T14:00:00Z')
const answers = { baselineVersion: 2, submittedAt: monday, competencies: [{ competencyId: 'fraud', floor: 3, level: 2 } as const] }
const notSure = { ...answers, competencies: [{ competencyId: 'fraud', floor: 3, level: 'unknown' } as const] }
const notTheirJob = { ...answers, competencies: [{ competencyId: 'fraud', floor: 3, level: 'not-my-job' } as const] }
const levelWith = (said: typeof answers | typeof notSure | typeof notTheirJob, toLevel: 1 | 2 | 3 | 4, completedAt: Date) =>
  neededCompetencies(said, said.competencies, [{ competencyId: 'fraud', toLevel, completedAt }])[0]?.level

describe('the floor that answers are planned against', () => {
  it('is the one of the answers, unless a newer one is known', () => {
    const newer = { baselineVersion: 3, floors: [{ competencyId: 'fraud', floor: 2 } as const] }
    expect(newestBaseline(answers, undefined).floors).toEqual(answers.competencies)
    expect(newestBaseline(answers, { ...newer, baselineVersion: 1 }).baselineVersion).toBe(2)
    expect(newestBaseline(answers, newer)).toEqual(newer)
  })
  it('leaves unknown what nobody asked about', () => {
    expect(neededCompetencies(answers, [{ competencyId: 'records', floor: 2 }], [])).toEqual([{ competencyId: 'records', floor: 2, level: 'unknown' }])
  })
})

describe('the level a person is planned for', () => {
  it('rises with a check passed after the answer', () => expect(levelWith(answers, 3, tuesday)).toBe(3))
  it('is the answer where it is newer than the check', () => expect(levelWith(answers, 3, new Date('2026-11-01T14:00:00Z'))).toBe(2))
  it('is never lowered by a check', () => expect(levelWith(answers, 1, tuesday)).toBe(2))
  it('is known from a check where the person was not sure', () => expect(levelWith(notSure, 2, new Date('2026-11-01T14:00:00Z'))).toBe(2))
  it('stays "not my job" whatever a check shows', () => expect(levelWith(notTheirJob, 4, tuesday)).toBe('not-my-job'))
})
