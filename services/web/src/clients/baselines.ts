import { type Audience, ConsentLedger, type KnownLevel, MySelfAssessments, Picture, SelfAssessment, Submission, TeamPicture } from '@handrail/contracts'
import { type Asker, caller, path } from './call.ts'

export const baselinesClient = (baseUrl: string) => {
  const baselines = caller('baselines', baseUrl)
  return {
    mySelfAssessments: (asker: Asker) => baselines.read(asker, { path: '/api/v1/self-assessments/mine' }, MySelfAssessments),
    beginSelfAssessment: (asker: Asker, idempotencyKey: string) =>
      baselines.read(asker, { method: 'POST', path: '/api/v1/self-assessments', body: {}, idempotencyKey }, SelfAssessment),
    answer: (asker: Asker, selfAssessmentId: string, competencyId: string, level: KnownLevel) =>
      baselines.tell(asker, { method: 'PUT', path: path`/api/v1/self-assessments/${selfAssessmentId}/answers/${competencyId}`, body: { level } }),
    submit: (asker: Asker, selfAssessmentId: string, idempotencyKey: string) =>
      baselines.read(asker, { method: 'POST', path: path`/api/v1/self-assessments/${selfAssessmentId}/submission`, body: {}, idempotencyKey }, Submission),
    picture: (asker: Asker) => baselines.read(asker, { path: '/api/v1/self-assessments/mine/picture' }, Picture),
    consents: (asker: Asker) => baselines.read(asker, { path: '/api/v1/consents' }, ConsentLedger),
    consent: (asker: Asker, audience: Audience, granted: boolean) =>
      baselines.tell(asker, { method: 'PUT', path: path`/api/v1/consents/${audience}`, body: { granted } }),
    myData: (asker: Asker) => baselines.pass(asker, '/api/v1/self-assessments/mine/export'),
    teamPicture: (asker: Asker, teamId: string) => baselines.read(asker, { path: path`/api/v1/team-pictures/${teamId}` }, TeamPicture),
  }
}
