import type { Database } from '@handrail/postgres'
import { CompiledQuery, type Transaction } from 'kysely'
import type { CardsSoFar } from '../../domain/complete-card.ts'
import type { Tables } from '../../tables.ts'

export type CardToComplete = {
  organizationId: string
  personId: string
  courseId: string
  courseVersion: number
  cardId: string
  choiceIds: readonly string[]
}

/** `last-card`: nothing was written, since the card would finish the course and no transaction is there to roll up. */
export type CardOutcome = CardsSoFar & {
  outcome: 'done' | 'just-finished' | 'last-card' | 'person-gone' | 'course-version-unknown' | 'card-not-in-course'
  cardsTotal: number
}

const STATEMENT = `
  select outcome, cards_done as "cardsDone", checks_passed as "checksPassed", cards_total as "cardsTotal", finished
  from complete_card($1, $2, $3, $4, $5, $6, $7, $8)`

const valuesOf = (card: CardToComplete, finishAs: string | null, now: Date) => [
  card.organizationId,
  card.personId,
  card.courseId,
  card.courseVersion,
  card.cardId,
  [...card.choiceIds],
  finishAs,
  now,
]

const theOne = ([outcome]: readonly CardOutcome[]): CardOutcome => {
  if (!outcome) throw new Error('complete_card answered no row')
  return outcome
}

/** Decides about one card; `finishAs` is the id of the completion, should it be the last one. */
export const completeAnyCard = async (trx: Transaction<Tables>, card: CardToComplete, finishAs: string, now: Date): Promise<CardOutcome> => {
  const { rows } = await trx.executeQuery<CardOutcome>(CompiledQuery.raw(STATEMENT, valuesOf(card, finishAs, now)))
  return theOne(rows)
}

/**
 * The same for every card but the last one, as a transaction of a single round trip: the function sets the organization
 * itself. Past Kysely, which would take half as much CPU again.
 */
export const completeEarlierCard = async (database: Database<Tables>, card: CardToComplete, now: Date): Promise<CardOutcome> =>
  theOne(await database.sql.unsafe<CardOutcome[]>(STATEMENT, valuesOf(card, null, now), { prepare: true }))
