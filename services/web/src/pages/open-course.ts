import type { PageDeps } from '../app.tsx'
import type { SignedInVisit } from '../edge/visit.ts'

/** Opens a course for somebody: what has been started is gone on with in the version it was started in. */
export const courseOpener =
  ({ catalogue, progress: progressService }: PageDeps['clients']) =>
  async (visit: SignedInVisit, courseId: string, version?: number) => {
    const progress = await progressService.courseProgress(visit, courseId)
    const pack = await catalogue.microCourse(visit, visit.me.organization.organizationId, courseId, visit.words.language, version ?? progress.courseVersion)
    return { progress, pack }
  }
