import { connect, type Database, inOrganization } from '@handrail/postgres'
import { openStage, type Stage, type StagedService } from '@handrail/testing'
import fc from 'fast-check'
import { v7 as uuidv7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type CardsSoFar, completeCard, nothingYet } from '../src/domain/complete-card.ts'
import { start } from '../src/service.ts'
import { type CardToComplete, completeAnyCard, completeEarlierCard } from '../src/store/writes/complete-card.ts'
import type { Tables } from '../src/tables.ts'
import { cast, course } from './cast.ts'

let stage: Stage
let progress: StagedService
let database: Database<Tables>
const cards = { one: [], ask: ['right', 'too'], again: ['yes'], end: [] }
beforeAll(async () => {
  stage = await openStage()
  progress = await stage.run('progress', start)
  database = connect(progress.env.APP_DATABASE_URL ?? '', { name: 'test' })
  const withChecks = Object.entries(cards).map(([cardId, rightChoiceIds]) => ({ cardId, rightChoiceIds }))
  await cast(stage, progress).courses(course('four-cards', { cards: withChecks }), course('one-card', { cards: [{ cardId: 'one', rightChoiceIds: [] }] }))
})
afterAll(async () => {
  await database.close()
  await stage.close()
})

const any = (card: CardToComplete) => inOrganization(database, card.organizationId, (trx) => completeAnyCard(trx, card, uuidv7(), new Date()))
const earlier = (card: CardToComplete) => completeEarlierCard(database, card, new Date())

const rule = { cardIds: Object.keys(cards), checks: { ask: cards.ask, again: cards.again } }
const sending = fc.record({
  cardId: fc.constantFrom('one', 'ask', 'again', 'end', 'nowhere'),
  choiceIds: fc.constantFrom<string[]>([], ['right'], ['right', 'too'], ['too', 'right'], ['yes'], ['right', 'too', 'yes']),
  mayFinish: fc.boolean(),
})

it('the SQL statement decides as the domain rule does, for any sequence of cards', () =>
  fc.assert(
    fc.asyncProperty(fc.array(sending, { maxLength: 14 }), async (sent) => {
      const who = { organizationId: uuidv7(), personId: uuidv7(), courseId: 'four-cards', courseVersion: 1 }
      let before: CardsSoFar = nothingYet
      for (const { cardId, choiceIds, mayFinish } of sent) {
        const found = await (mayFinish ? any({ ...who, cardId, choiceIds }) : earlier({ ...who, cardId, choiceIds }))
        const wanted = completeCard(rule, before, cardId, choiceIds)
        if (!wanted) {
          expect(found.outcome).toBe('card-not-in-course')
        } else if (wanted.finished && !before.finished && !mayFinish) {
          expect(found.outcome).toBe('last-card')
        } else {
          expect(found.outcome).toBe(wanted.finished && !before.finished ? 'just-finished' : 'done')
          const { cardsDone, checksPassed, finished } = found
          expect({ cardsDone, checksPassed, finished }).toEqual(wanted)
          before = wanted
        }
      }
      const [row] =
        await progress.admin`select cards_done, checks_passed, finished_at is not null as finished from course_progress where person_id = ${who.personId}`
      expect(row ?? { cards_done: [], checks_passed: [], finished: false }).toEqual({
        cards_done: before.cardsDone,
        checks_passed: before.checksPassed,
        finished: before.finished,
      })
    }),
    { numRuns: 150 },
  ))

it('a course of one card is finished by it', async () => {
  const card = { organizationId: uuidv7(), personId: uuidv7(), courseId: 'one-card', courseVersion: 1, cardId: 'one', choiceIds: [] }
  expect((await earlier(card)).outcome).toBe('last-card')
  expect((await any(card)).outcome).toBe('just-finished')
})

it('two connections that finish the last two cards at once finish the course once', async () => {
  for (let round = 0; round < 60; round++) {
    const who = { organizationId: uuidv7(), personId: uuidv7(), courseId: 'four-cards', courseVersion: 1, choiceIds: [] }
    const send = (cardId: string) => any({ ...who, cardId })
    await send('one')
    await send('ask')
    const outcomes = await Promise.all([send('again'), send('end')])
    expect(outcomes.map((found) => found.outcome).sort()).toEqual(['done', 'just-finished'])
  }
})

it('leaves no organization behind on the connection', async () => {
  const who = { organizationId: uuidv7(), personId: uuidv7(), courseId: 'four-cards', courseVersion: 1, cardId: 'one', choiceIds: [] }
  const single = connect<Tables>(progress.env.APP_DATABASE_URL ?? '', { name: 'single', max: 1 })
  await completeEarlierCard(single, who, new Date())
  expect(await single.kysely.selectFrom('course_progress').selectAll().execute()).toEqual([])
  await single.close()
})
