import type { Insertable, Transaction } from 'kysely'
import type { Team } from '../../domain/team.ts'
import type { Tables, TeamPart } from '../../tables.ts'

/** False where it exists already. */
export const insertTeam = async (trx: Transaction<Tables>, team: Insertable<Tables['teams']>): Promise<boolean> => {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('teams')
    .values(team)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export type LockedTeam = { team: Team; name: string; organizationId: string; version: number }

export const lockTeam = async (trx: Transaction<Tables>, teamId: string): Promise<LockedTeam | undefined> => {
  const row = await trx.selectFrom('teams').selectAll().where('team_id', '=', teamId).forUpdate().executeTakeFirst()
  if (!row) return undefined
  const people = await trx.selectFrom('team_people').select(['person_id', 'part']).where('team_id', '=', teamId).orderBy('person_id').execute()
  const idsOf = (part: TeamPart) => people.filter((person) => person.part === part).map((person) => person.person_id)
  const team = { teamId, managerIds: idsOf('manager'), memberIds: idsOf('member'), state: row.state }
  return { team, name: row.name, organizationId: row.organization_id, version: row.version }
}

export const teamsOf = async (trx: Transaction<Tables>, personId: string): Promise<string[]> => {
  const rows = await trx.selectFrom('team_people').select('team_id').distinct().where('person_id', '=', personId).orderBy('team_id').execute()
  return rows.map((row) => row.team_id)
}

/** Lock the team before. */
export const saveTeam = async (trx: Transaction<Tables>, { team, name, organizationId, version }: LockedTeam): Promise<void> => {
  const rowsOf = (part: TeamPart, ids: string[]) => ids.map((id) => ({ team_id: team.teamId, person_id: id, part, organization_id: organizationId }))
  const people = [...rowsOf('manager', team.managerIds), ...rowsOf('member', team.memberIds)]
  await trx.updateTable('teams').set({ name, state: team.state, version }).where('team_id', '=', team.teamId).execute()
  await trx.deleteFrom('team_people').where('team_id', '=', team.teamId).execute()
  if (people.length > 0) await trx.insertInto('team_people').values(people).execute()
}
