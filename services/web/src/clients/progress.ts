import {
  Arrival,
  CardCompleted,
  type CardCompletion,
  CourseProgress,
  DryRun,
  HelpAsked,
  type HelpQuestion,
  MyCohorts,
  MyLearning,
  TeamAssigned,
  type TeamAssignmentRequest,
  TeamProgress,
} from '@handrail/contracts'
import type { z } from 'zod'
import { type Asker, caller, path } from './call.ts'

export const progressClient = (baseUrl: string) => {
  const progress = caller('progress', baseUrl)
  return {
    myLearning: (asker: Asker) => progress.read(asker, { path: '/api/v1/learning/mine' }, MyLearning),
    arrival: (asker: Asker, selfAssessmentId: string, waitSeconds: number) =>
      progress.read(asker, { path: `${path`/api/v1/learning/arrival?selfAssessmentId=${selfAssessmentId}`}&waitSeconds=${waitSeconds}`, waitSeconds }, Arrival),
    courseProgress: (asker: Asker, courseId: string) => progress.read(asker, { path: path`/api/v1/course-progress/${courseId}` }, CourseProgress),
    openCard: (asker: Asker, courseId: string, cardId: string) =>
      progress.tell(asker, { method: 'POST', path: path`/api/v1/course-progress/${courseId}/openings/${cardId}` }),
    completeCard: (asker: Asker, courseId: string, cardId: string, completion: z.infer<typeof CardCompletion>) =>
      progress.read(asker, { method: 'PUT', path: path`/api/v1/course-progress/${courseId}/cards/${cardId}`, body: completion }, CardCompleted),
    askForHelp: (asker: Asker, question: z.infer<typeof HelpQuestion>, idempotencyKey: string) =>
      progress.read(asker, { method: 'POST', path: '/api/v1/help-requests', body: question, idempotencyKey }, HelpAsked),
    answerInvitation: (asker: Asker, invitationId: string, answer: 'acceptance' | 'refusal', idempotencyKey: string) =>
      progress.tell(asker, { method: 'POST', path: path`/api/v1/champion-invitations/${invitationId}/${answer}`, body: {}, idempotencyKey }),
    myData: (asker: Asker) => progress.pass(asker, '/api/v1/learning/mine/export'),
    teamProgress: (asker: Asker, teamId: string) => progress.read(asker, { path: path`/api/v1/team-progress/${teamId}` }, TeamProgress),
    dryRun: (asker: Asker, request: z.infer<typeof TeamAssignmentRequest>) =>
      progress.read(asker, { method: 'POST', path: '/api/v1/assignments/dry-runs', body: request }, DryRun),
    assign: (asker: Asker, request: z.infer<typeof TeamAssignmentRequest>, idempotencyKey: string) =>
      progress.read(asker, { method: 'POST', path: '/api/v1/assignments', body: request, idempotencyKey }, TeamAssigned),
    undoAssigning: (asker: Asker, batchId: string) => progress.tell(asker, { method: 'DELETE', path: path`/api/v1/assignment-batches/${batchId}` }),
    myCohorts: (asker: Asker) => progress.read(asker, { path: '/api/v1/cohorts/mine' }, MyCohorts),
    answerHelp: (asker: Asker, helpRequestId: string, answer: string, idempotencyKey: string) =>
      progress.tell(asker, { method: 'POST', path: path`/api/v1/help-requests/${helpRequestId}/answer`, body: { answer }, idempotencyKey }),
  }
}
