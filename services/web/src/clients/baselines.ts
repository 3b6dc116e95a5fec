import {
  type AccessAnswers,
  type Answer,
  AnswerCheck,
  type Audience,
  ConsentLedger,
  HelpWishes,
  MyAccess,
  MySelfAssessments,
  Picture,
  SelfAssessment,
  Submission,
  TeamPicture,
} from '@handrail/contracts'
import type { z } from 'zod'
import { type Asker, caller, path, withQuery } from './call.ts'

export const baselinesClient = (baseUrl: string) => {
  const baselines = caller('baselines', baseUrl)
  return {
    mySelfAssessments: (asker: Asker) => baselines.read(asker, { path: '/api/v1/self-assessments/mine' }, MySelfAssessments),
    beginSelfAssessment: (asker: Asker, idempotencyKey: string) =>
      baselines.read(asker, { method: 'POST', path: '/api/v1/self-assessments', body: {}, idempotencyKey }, SelfAssessment),
    answer: (asker: Asker, selfAssessmentId: string, competencyId: string, answer: z.infer<typeof Answer>) =>
      baselines.tell(asker, { method: 'PUT', path: path`/api/v1/self-assessments/${selfAssessmentId}/answers/${competencyId}`, body: answer }),
    check: (asker: Asker, selfAssessmentId: string, competencyId: string) =>
      baselines.read(asker, { path: path`/api/v1/self-assessments/${selfAssessmentId}/answers/${competencyId}/check` }, AnswerCheck),
    chooseInCheck: (asker: Asker, selfAssessmentId: string, competencyId: string, itemId: string, choiceId: string) =>
      baselines.tell(asker, {
        method: 'PUT',
        path: path`/api/v1/self-assessments/${selfAssessmentId}/answers/${competencyId}/check/${itemId}`,
        body: { choiceId },
      }),
    submit: (asker: Asker, selfAssessmentId: string, idempotencyKey: string) =>
      baselines.read(asker, { method: 'POST', path: path`/api/v1/self-assessments/${selfAssessmentId}/submission`, body: {}, idempotencyKey }, Submission),
    picture: (asker: Asker) => baselines.read(asker, { path: '/api/v1/self-assessments/mine/picture' }, Picture),
    consents: (asker: Asker) => baselines.read(asker, { path: '/api/v1/consents' }, ConsentLedger),
    consent: (asker: Asker, audience: Audience, granted: boolean) =>
      baselines.tell(asker, { method: 'PUT', path: path`/api/v1/consents/${audience}`, body: { granted } }),
    access: (asker: Asker) => baselines.read(asker, { path: '/api/v1/access-answers/mine' }, MyAccess),
    sayAccess: (asker: Asker, answers: AccessAnswers) => baselines.tell(asker, { method: 'PUT', path: '/api/v1/access-answers/mine', body: answers }),
    cohortWishes: (asker: Asker) => baselines.read(asker, { path: '/api/v1/help-wishes/cohort' }, HelpWishes),
    teamWishes: (asker: Asker, teamId: string, personIds: readonly string[]) =>
      baselines.read(asker, { path: withQuery(path`/api/v1/help-wishes/teams/${teamId}`, { people: personIds.join() }) }, HelpWishes),
    myData: (asker: Asker) => baselines.pass(asker, '/api/v1/self-assessments/mine/export'),
    teamPicture: (asker: Asker, teamId: string) => baselines.read(asker, { path: path`/api/v1/team-pictures/${teamId}` }, TeamPicture),
  }
}
