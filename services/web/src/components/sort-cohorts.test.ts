import type { MyCohorts } from '@handrail/contracts'
import { describe, expect, test } from 'vitest'
import { sortCohorts } from './sort-cohorts.ts'

type Person = MyCohorts['cohorts'][number]['people'][number]

const now = new Date('2026-11-21T15:00:00Z')
const person = (personId: string, more: Partial<Person> = {}): Person => ({
  personId,
  title: null,
  stepsDone: 1,
  stepsTotal: 4,
  stuck: null,
  stuckAt: null,
  finishedAt: null,
  ...more,
})
const mine = (people: Person[], askedBy: string[] = []): MyCohorts => ({
  talkingPoints: [],
  asked: askedBy.map((personId) => ({
    helpRequestId: `h-${personId}`,
    personId,
    courseId: 'c',
    cardId: null,
    title: null,
    question: '',
    askedAt: now.toISOString(),
  })),
  cohorts: [{ cohortId: 'k', pathId: null, title: null, startsOn: '2026-11-02', weeks: 6, people }],
})
const ids = (people: readonly { personId: string }[]) => people.map(({ personId }) => personId)

describe('a cohort, sorted', () => {
  test('who asked is answered, and not called stuck again', () => {
    const sorted = sortCohorts(mine([person('amal', { stuck: 'said-so' }), person('joy', { stuck: 'quiet' })], ['amal']), new Map(), now)
    expect(ids(sorted.stuck)).toEqual(['joy'])
    expect(sorted.others.flatMap(({ people }) => ids(people))).toEqual(['amal'])
  })

  test('who finished within two weeks is cheered, the newest first; who finished before is on the list', () => {
    const people = [
      person('long-ago', { finishedAt: '2026-11-01T15:00:00.000Z' }),
      person('last-week', { finishedAt: '2026-11-14T15:00:00.000Z' }),
      person('today', { finishedAt: '2026-11-21T14:00:00.000Z' }),
    ]
    const sorted = sortCohorts(mine(people), new Map(), now)
    expect(ids(sorted.finished)).toEqual(['today', 'last-week'])
    expect(sorted.others.flatMap(({ people: others }) => ids(others))).toEqual(['long-ago'])
  })

  test('nobody who has finished is stuck', () => {
    expect(sortCohorts(mine([person('joy', { stuck: 'quiet', finishedAt: '2026-11-20T15:00:00.000Z' })]), new Map(), now).stuck).toEqual([])
  })
})
