import type { LocalizedText } from '@handrail/contracts'
import type { Kysely, Selectable } from 'kysely'
import type { PlannedStep } from '../../domain/assignment.ts'
import type { Tables } from '../../tables.ts'

export type Path = { pathId: string; title: LocalizedText; steps: readonly PlannedStep[]; grantsRole: 'champion' | null }

const toPath = (row: Selectable<Tables['learning_paths']> | undefined): Path | null =>
  row ? { pathId: row.path_id, title: row.title, steps: row.steps, grantsRole: row.grants_role } : null

/** A path that may be given to people. One that grants a role is nobody's to give: to that, people are invited. */
export const pathToGive = async (db: Kysely<Tables>, pathId: string): Promise<Path | null> =>
  toPath(await db.selectFrom('learning_paths').selectAll().where('path_id', '=', pathId).where('grants_role', 'is', null).executeTakeFirst())

/** The path that makes champions; the first by its id, should there be several. */
export const championPath = async (db: Kysely<Tables>): Promise<Path | null> =>
  toPath(await db.selectFrom('learning_paths').selectAll().where('grants_role', '=', 'champion').orderBy('path_id').executeTakeFirst())
