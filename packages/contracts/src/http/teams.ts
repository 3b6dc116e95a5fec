import { z } from 'zod'
import { AssignmentReason } from '../events/progress.ts'
import { Day, Instant, LocalizedText, MinutesPerWeek, Slug, Uuid } from '../words.ts'

export const TeamAssignmentRequest = z.strictObject({
  teamId: Uuid,
  pathId: Slug,
  personIds: z.array(Uuid).min(1).max(500),
  dueOn: Day.nullable(),
})
export const DryRunRow = z.object({
  personId: Uuid,
  minutes: z.int(),
  minutesPerWeek: MinutesPerWeek,
  protected: z.boolean(),
  /** All courses of the path completed before; the assignment would be finished at once, so none is made. */
  completedAlready: z.boolean(),
  /** Has this very path already, active. */
  assignedAlready: z.boolean(),
  finishOn: Day,
  fits: z.boolean(),
})
export const DryRun = z.object({
  rows: z.array(DryRunRow),
  minutesInAll: z.int(),
  /** The first date that fits everybody. */
  dateThatFits: Day,
})
export type DryRun = z.infer<typeof DryRun>
export const TeamAssigned = z.object({ batchId: Uuid, assigned: z.int(), undoUntil: Instant })

/** The facts speak of the whole team, `people` of those who were asked for. */
export const TeamProgress = z.object({
  teamId: Uuid,
  facts: z.object({ people: z.int(), moving: z.int(), finished: z.int(), withoutProtectedTime: z.int() }),
  people: z.array(
    z.object({
      personId: Uuid,
      protectedMinutes: MinutesPerWeek.nullable(),
      moving: z.boolean(),
      assignments: z.array(
        z.object({
          assignmentId: Uuid,
          reason: AssignmentReason,
          /** Null for a personal path: its titles would tell. */
          title: LocalizedText.nullable(),
          stepsDone: z.int(),
          stepsTotal: z.int(),
          dueOn: Day.nullable(),
          finishOn: Day.nullable(),
          state: z.enum(['active', 'completed']),
        }),
      ),
    }),
  ),
  undoable: z.array(z.object({ batchId: Uuid, title: LocalizedText.nullable(), people: z.int(), undoUntil: Instant })),
})
export type TeamProgress = z.infer<typeof TeamProgress>
