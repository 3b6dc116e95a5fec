import { type Kysely, sql } from 'kysely'
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

/** `last-card`: nothing was written, since the card would finish the course and `finishAs` was null. */
export type CardOutcome = CardsSoFar & {
  outcome: 'done' | 'just-finished' | 'last-card' | 'course-version-unknown' | 'card-not-in-course'
  cardsTotal: number
}

/**
 * Decides about one card in one round trip, on a bare connection or within a transaction; it sets the organization
 * itself. `finishAs` is the id of the completion, should this be the last card.
 */
export const completeCardRow = async (db: Kysely<Tables>, card: CardToComplete, finishAs: string | null, now: Date): Promise<CardOutcome> => {
  const { rows } = await sql<CardOutcome>`
    select outcome, cards_done as "cardsDone", checks_passed as "checksPassed", cards_total as "cardsTotal", finished
    from complete_card(${card.organizationId}, ${card.personId}, ${card.courseId}, ${card.courseVersion}, ${card.cardId},
      ${card.choiceIds}, ${finishAs}, ${now})`.execute(db)
  const [outcome] = rows
  if (!outcome) throw new Error('complete_card answered no row')
  return outcome
}
