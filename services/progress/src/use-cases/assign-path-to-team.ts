import { Refusal } from '@handrail/contracts'
import type { Transaction } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { refuseWhoIsGone } from '../domain/person.ts'
import { isNew, undoUntil } from '../domain/team-assignment.ts'
import { learnerOf } from '../store/reads/learners.ts'
import { insertBatch } from '../store/writes/assignment-batches.ts'
import { lockLearning } from '../store/writes/lock-learning.ts'
import type { Tables } from '../tables.ts'
import { assignPath } from './assign-path.ts'
import { type TeamAssignment, weighTeamAssignment } from './weigh-team-assignment.ts'

/** A manager gives a path to people of a team, as one batch that can be undone for ten minutes. */
export const assignPathToTeam = async (
  trx: Transaction<Tables>,
  command: TeamAssignment,
  now: Date,
): Promise<{ batchId: string; assigned: number; undoUntil: string }> => {
  await lockLearning(trx, [command.by.personId, ...command.personIds])
  refuseWhoIsGone(await learnerOf(trx, command.by.personId))
  const { path, dryRun } = await weighTeamAssignment(trx, command, now)
  if (dryRun.rows.some((row) => !row.fits)) throw new Refusal('due-date-needs-more-time', { dateThatFits: dryRun.dateThatFits })
  const batchId = uuidv7()
  const { organizationId, teamId, dueOn, by } = command
  const personIds = dryRun.rows.filter(isNew).map((row) => row.personId)
  const given = { organizationId, path, personIds, reason: 'manager', assignedBy: by.personId, dueOn, batchId, whoHasFinished: 'left-out' } as const
  const assigned = await assignPath(trx, given, now)
  await insertBatch(trx, {
    batch_id: batchId,
    organization_id: organizationId,
    team_id: teamId,
    path_id: path.pathId,
    title: JSON.stringify(path.title),
    assigned_by: by.personId,
    people: assigned,
    assigned_at: now,
    undone_at: null,
  })
  return { batchId, assigned, undoUntil: undoUntil(now).toISOString() }
}
