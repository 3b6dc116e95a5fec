import { Refusal } from '@handrail/contracts'
import { describe, expect, it } from 'vitest'
import { assessment, floorOf, said } from './assessment-fixture.ts'
import { answer, measure, questionsOf, refuseEmpty, selfAssessmentFrom, standingAnswers } from './self-assessment.ts'

const monday = new Date('2026-11-02T14:00:00Z')
const tuesday = new Date('2026-11-03T14:00:00Z')
const submitted = assessment({ submittedAt: tuesday, answers: said({ consent: 2 }) })

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
    expect(questionsOf(assessment({ answers: said({ channel: 'unknown' }) })).map((question) => question.answer)).toEqual([null, 'unknown'])
  })
  it('show each step by the example of the job, or by the first statement where the job has none', () => {
    const text = (words: string) => ({ en: words, fr: words })
    const examples = { 1: text('a'), 2: text('b'), 3: text('c'), 4: text('d') }
    const floor = floorOf({ channel: 3, consent: 2 })
    const own = { ...floor, levels: floor.levels.map((asked) => (asked.competencyId === 'consent' ? { ...asked, examples } : asked)) }
    const [consent, channel] = questionsOf(assessment({ floor: own }))
    expect(consent?.examples).toEqual(examples)
    expect(channel?.examples[3].en).toBe('three')
  })
})

describe('a self-assessment', () => {
  it('is a draft until it is submitted', () => {
    expect(selfAssessmentFrom(assessment())).toMatchObject({ state: 'draft', submittedAt: null, baselineVersion: 2, roleProfile: 'settlement-worker' })
    expect(selfAssessmentFrom(submitted)).toMatchObject({ state: 'submitted', submittedAt: '2026-11-03T14:00:00.000Z' })
  })
  it('keeps the newest answer to a question', () => {
    const before = said({ consent: 2, channel: 1 })
    const guess = { level: 'unknown', sureness: 'a-guess' } as const
    expect(answer(assessment({ answers: before }), 'consent', guess, tuesday)).toEqual({
      channel: before.channel,
      consent: { ...guess, at: tuesday.toISOString() },
    })
  })
  it('has no question outside its floor, submitted or not', () => {
    expect(refusalOf(() => answer(assessment(), 'fraud', { level: 3, sureness: null }, tuesday))).toBe('not-found')
    expect(refusalOf(() => answer(submitted, 'fraud', { level: 3, sureness: null }, tuesday))).toBe('not-found')
  })
  it('takes no answer after it was submitted', () => {
    expect(refusalOf(() => answer(submitted, 'consent', { level: 3, sureness: null }, tuesday))).toBe('self-assessment-already-submitted')
  })
  it('needs one answer, and "not sure" is one, as is "not my job"', () => {
    expect(refusalOf(() => refuseEmpty(assessment()))).toBe('self-assessment-empty')
    expect(refusalOf(() => refuseEmpty(assessment({ answers: said({ consent: 'unknown' }) })))).toBe('no refusal')
    expect(refusalOf(() => refuseEmpty(assessment({ answers: said({ consent: 'not-my-job' }) })))).toBe('no refusal')
  })
})

describe('measuring', () => {
  it('sets each competency of the floor beside the current level', () => {
    const evidence = new Map([['channel', { level: 3 as const, at: monday }]])
    expect(measure(submitted, evidence).map(({ because, ...measured }) => measured)).toEqual([
      { competencyId: 'channel', floor: 3, level: 3, from: 'evidence' },
      { competencyId: 'consent', floor: 2, level: 2, from: 'self-rating' },
    ])
  })
})

describe('taking it again', () => {
  const floor = floorOf({ a: 3, b: 3, c: 3, d: 3, e: 3 })
  const now = new Date('2027-03-02T14:00:00Z')
  const before = said({ a: 3, b: 2, c: 'unknown', d: 'not-my-job', e: 4 })

  it('leaves standing what was at the floor, above it, or not their job', () => {
    expect(Object.keys(standingAnswers(before, floor, now))).toEqual(['a', 'd', 'e'])
  })
  it('asks again after six months', () => {
    expect(Object.keys(standingAnswers(before, floor, new Date('2027-05-02T14:00:00Z')))).toEqual(['a', 'd', 'e'])
    expect(standingAnswers(before, floor, new Date('2027-05-02T14:00:01Z'))).toEqual({})
  })
  it('asks again where the floor was raised, or is new', () => {
    expect(Object.keys(standingAnswers(before, floorOf({ a: 4, e: 4, new: 2 }), now))).toEqual(['e'])
  })
  it('says of each question whether its answer stands, until it is answered anew', () => {
    const draft = assessment({ startedAt: tuesday, answers: said({ consent: 2 }) })
    expect(questionsOf(draft).map(({ competencyId, stands }) => [competencyId, stands])).toEqual([
      ['consent', true],
      ['channel', false],
    ])
    const answered = { ...draft, answers: answer(draft, 'consent', { level: 3, sureness: null }, tuesday) }
    expect(questionsOf(answered).map(({ stands }) => stands)).toEqual([false, false])
  })
})
