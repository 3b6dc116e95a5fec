import type { Kysely } from 'kysely'
import type { Team } from '../../domain/team-assignment.ts'
import type { Tables } from '../../tables.ts'

/** An active team of this organization. */
export const teamOf = async (db: Kysely<Tables>, teamId: string): Promise<Team | null> => {
  const row = await db.selectFrom('teams').selectAll().where('team_id', '=', teamId).where('state', '=', 'active').executeTakeFirst()
  return row ? { teamId: row.team_id, managerIds: row.manager_ids, memberIds: row.member_ids } : null
}
