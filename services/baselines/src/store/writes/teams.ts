import type { Insertable, Transaction } from 'kysely'
import type { Tables } from '../../tables.ts'

export const saveTeam = (trx: Transaction<Tables>, { team_id, ...team }: Insertable<Tables['teams']>) =>
  trx
    .insertInto('teams')
    .values({ team_id, ...team })
    .onConflict((conflict) => conflict.column('team_id').doUpdateSet(team))
    .execute()
