import { type Audience, ConsentLedger, type KnownLevel, MySelfAssessments, Picture, SelfAssessment, Submission } from '@handrail/contracts'
import { type Asker, caller } from './call.ts'

export const baselinesClient = (baseUrl: string) => {
  const baselines = caller('baselines', baseUrl)
  const root = '/api/v1/self-assessments'
  return {
    mySelfAssessments: (asker: Asker) => baselines.read(asker, { path: `${root}/mine` }, MySelfAssessments),
    beginSelfAssessment: (asker: Asker, idempotencyKey: string) =>
      baselines.read(asker, { method: 'POST', path: root, body: {}, idempotencyKey }, SelfAssessment),
    answer: (asker: Asker, selfAssessmentId: string, competencyId: string, level: KnownLevel) =>
      baselines.tell(asker, { method: 'PUT', path: `${root}/${selfAssessmentId}/answers/${competencyId}`, body: { level } }),
    submit: (asker: Asker, selfAssessmentId: string, idempotencyKey: string) =>
      baselines.read(asker, { method: 'POST', path: `${root}/${selfAssessmentId}/submission`, body: {}, idempotencyKey }, Submission),
    picture: (asker: Asker) => baselines.read(asker, { path: `${root}/mine/picture` }, Picture),
    consents: (asker: Asker) => baselines.read(asker, { path: '/api/v1/consents' }, ConsentLedger),
    consent: (asker: Asker, audience: Audience, granted: boolean) =>
      baselines.tell(asker, { method: 'PUT', path: `/api/v1/consents/${audience}`, body: { granted } }),
  }
}
