import { Refusal } from '@handrail/contracts'
import type { Transaction } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { roleProfileOf } from '../domain/person.ts'
import { standingAnswers } from '../domain/self-assessment.ts'
import { currentFloor } from '../store/reads/floors.ts'
import { currentFramework } from '../store/reads/frameworks.ts'
import { draftOf, newestSubmittedOf } from '../store/reads/self-assessments.ts'
import { lockPerson } from '../store/writes/people.ts'
import { insertDraft } from '../store/writes/self-assessments.ts'
import type { Tables } from '../tables.ts'

type StartSelfAssessment = { organizationId: string; personId: string }

/** A draft measured by the current floor of the person's role profile, with what stands from the time before; the open one where there is one. */
export const startSelfAssessment = async (
  trx: Transaction<Tables>,
  { organizationId, personId }: StartSelfAssessment,
  now: Date,
): Promise<{ selfAssessmentId: string }> => {
  const roleProfile = roleProfileOf(await lockPerson(trx, personId))
  const open = await draftOf(trx, personId)
  if (open) return { selfAssessmentId: open.selfAssessmentId }
  const floor = await currentFloor(trx, roleProfile)
  const framework = await currentFramework(trx)
  if (!floor || !framework) throw new Refusal('floor-not-set', { roleProfile })
  const selfAssessmentId = uuidv7()
  const before = await newestSubmittedOf(trx, personId)
  const draft = {
    self_assessment_id: selfAssessmentId,
    organization_id: organizationId,
    person_id: personId,
    framework_id: framework.framework_id,
    floor_id: floor.floor_id,
    started_at: now,
  }
  await insertDraft(trx, draft, before ? standingAnswers(before.answers, floor, now) : {})
  return { selfAssessmentId }
}
