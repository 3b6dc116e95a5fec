import { describe, expect, it } from 'vitest'
import { floorOf, framework, said } from './assessment-fixture.ts'
import { helpWishes } from './help-wishes.ts'

const floor = floorOf({ channel: 3, consent: 3, fraud: 3 })
const wishing = (levels: Parameters<typeof said>[0], evidence = new Map()) =>
  helpWishes([{ personId: 'amal', answers: said(levels), floor, evidence }], framework.competencies).people

describe('what somebody would like help with', () => {
  it('is what they are below the floor in, by name and in the order of the framework', () => {
    expect(wishing({ channel: 2, fraud: 1, consent: 3 })).toEqual([
      {
        personId: 'amal',
        competencies: [
          { competencyId: 'fraud', name: { en: 'fraud', fr: 'fraud (fr)' } },
          { competencyId: 'channel', name: { en: 'channel', fr: 'channel (fr)' } },
        ],
      },
    ])
  })
  it('is the same however far below', () => expect(wishing({ channel: 1 })).toEqual(wishing({ channel: 2 })))
  it('is neither what they are not sure of nor what is not their job; who needs nothing is not there', () => {
    expect(wishing({ channel: 'unknown', consent: 'not-my-job', fraud: 3 })).toEqual([])
  })
  it('is no longer what a check has shown since', () => {
    expect(wishing({ channel: 2 }, new Map([['channel', { level: 3, at: new Date('2026-11-04T14:00:00Z') }]]))).toEqual([])
  })
})
