import {
  Arrival,
  CardCompleted,
  type CardCompletion,
  CourseProgress,
  DryRun,
  HelpAsked,
  type HelpQuestion,
  MyCohorts,
  MyCourses,
  MyLearning,
  MyRecord,
  type PracticeReport,
  TeamAssigned,
  type TeamAssignmentRequest,
  TeamProgress,
  TestedOut,
  type TestOut,
} from '@handrail/contracts'
import type { z } from 'zod'
import { type Asker, caller, path, withQuery } from './call.ts'

export const progressClient = (baseUrl: string) => {
  const progress = caller('progress', baseUrl)
  return {
    myLearning: (asker: Asker) => progress.read(asker, { path: '/api/v1/learning/mine' }, MyLearning),
    myCourses: async (asker: Asker) => (await progress.read(asker, { path: '/api/v1/learning/courses' }, MyCourses)).courses,
    myRecord: (asker: Asker) => progress.read(asker, { path: '/api/v1/learning/record' }, MyRecord),
    chooseCourse: (asker: Asker, courseId: string) => progress.tell(asker, { method: 'PUT', path: path`/api/v1/learning/choices/${courseId}` }),
    takeOutCourse: (asker: Asker, courseId: string) => progress.tell(asker, { method: 'DELETE', path: path`/api/v1/learning/choices/${courseId}` }),
    arrival: (asker: Asker, selfAssessmentId: string, waitSeconds: number) =>
      progress.read(asker, { path: `${path`/api/v1/learning/arrival?selfAssessmentId=${selfAssessmentId}`}&waitSeconds=${waitSeconds}`, waitSeconds }, Arrival),
    courseProgress: (asker: Asker, courseId: string) => progress.read(asker, { path: path`/api/v1/course-progress/${courseId}` }, CourseProgress),
    openCard: (asker: Asker, courseId: string, cardId: string) =>
      progress.tell(asker, { method: 'POST', path: path`/api/v1/course-progress/${courseId}/openings/${cardId}` }),
    completeCard: (asker: Asker, courseId: string, cardId: string, completion: z.infer<typeof CardCompletion>) =>
      progress.read(asker, { method: 'PUT', path: path`/api/v1/course-progress/${courseId}/cards/${cardId}`, body: completion }, CardCompleted),
    askForHelp: (asker: Asker, question: z.infer<typeof HelpQuestion>, idempotencyKey: string) =>
      progress.read(asker, { method: 'POST', path: '/api/v1/help-requests', body: question, idempotencyKey }, HelpAsked),
    testOut: (asker: Asker, courseId: string, answers: z.infer<typeof TestOut>) =>
      progress.read(asker, { method: 'POST', path: path`/api/v1/course-progress/${courseId}/test-outs`, body: answers }, TestedOut),
    reportPractice: (asker: Asker, courseId: string, report: z.input<typeof PracticeReport>) =>
      progress.tell(asker, { method: 'PUT', path: path`/api/v1/follow-ups/${courseId}`, body: report }),
    putAwayFollowUp: (asker: Asker, courseId: string) => progress.tell(asker, { method: 'DELETE', path: path`/api/v1/follow-ups/${courseId}` }),
    bringToChampion: (asker: Asker, courseId: string, cardId: string) =>
      progress.tell(asker, { method: 'PUT', path: path`/api/v1/talking-points/${courseId}/${cardId}` }),
    takeBackTalkingPoint: (asker: Asker, courseId: string, cardId: string) =>
      progress.tell(asker, { method: 'DELETE', path: path`/api/v1/talking-points/${courseId}/${cardId}` }),
    answerInvitation: (asker: Asker, invitationId: string, answer: 'acceptance' | 'refusal', idempotencyKey: string) =>
      progress.tell(asker, { method: 'POST', path: path`/api/v1/champion-invitations/${invitationId}/${answer}`, body: {}, idempotencyKey }),
    myData: (asker: Asker) => progress.pass(asker, '/api/v1/learning/mine/export'),
    /** How the whole team is, and what these of its people climb. */
    teamProgress: (asker: Asker, teamId: string, personIds: readonly string[]) =>
      progress.read(asker, { path: withQuery(path`/api/v1/team-progress/${teamId}`, { people: personIds.join() }) }, TeamProgress),
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
