import { competency, course, type Owner, path } from './cast.ts'

/** Undefined where the owner has nothing of that kind. */
type Ask = (of: Owner, by: Owner, champion: Owner) => [place: string, body?: unknown] | undefined

/** The moments that an answer just below the floor is offered. */
const choiceOf: Record<string, string> = { 'the-class-moves': 'bcc', 'the-wrong-number': 'tell-them-today' }
const level = { level: 1, sureness: null }
const card = 'the-conversation-circle'
const assignment = (of: Owner, teamId: string) => ({ teamId, pathId: path, personIds: [of.personId], dueOn: null })
const cohort = (of: Owner, champion = of) => ({ championId: champion.personId, personIds: [of.personId], pathId: path, startsOn: '2030-01-07', weeks: 4 })

/** For things of one's own, and of the sector: nobody else's can be asked for, since no id of a person's thing is in them. */
const ofMine =
  (place: string, body?: unknown): Ask =>
  (of, by) =>
    of === by ? [place, body] : undefined
const whereThere =
  (pick: (of: Owner, by: Owner) => string | undefined, ask: (id: string, of: Owner) => [string, unknown?]): Ask =>
  (of, by) => {
    const id = pick(of, by)
    return id === undefined ? undefined : ask(id, of)
  }
const withTeam = (ask: (teamId: string, of: Owner) => [string, unknown?]) => whereThere((of) => of.teamId, ask)
const withMyTeam = (ask: (teamId: string, of: Owner) => [string, unknown?]) => whereThere((_, by) => by.teamId, ask)
const withInvitation = (answer: string) =>
  whereThere(
    (of) => of.invitationId,
    (id) => [`champion-invitations/${id}/${answer}`],
  )

/** How each route is asked for what belongs to an owner; all that is sent is well-formed. What follows a space after the path is a second way. */
export const asks: Record<string, Ask> = {
  'GET /me': ofMine('me'),
  'PATCH /me': ofMine('me', { minutesPerWeek: 20 }),
  'GET /me/export': ofMine('me/export'),
  'GET /me/sessions': ofMine('me/sessions'),
  'GET /people': ofMine('people'),
  'GET /people/names': (of) => [`people/names?ids=${of.personId}`],
  'PUT /people/{personId}/protected-time': (of) => [`people/${of.personId}/protected-time`, { minutesPerWeek: 30 }],
  'GET /organization': ofMine('organization'),
  'GET /teams/{teamId}': withTeam((teamId) => [`teams/${teamId}`]),
  'GET /teams/{teamId}/people': withTeam((teamId) => [`teams/${teamId}/people`]),

  'GET /access-answers/mine': ofMine('access-answers/mine'),
  'PUT /access-answers/mine': ofMine('access-answers/mine', { phone: 'own', dataPlan: null, timeOfDay: null }),
  'GET /consents': ofMine('consents'),
  'PUT /consents/{audience}': ofMine('consents/champion', { granted: true }),
  'GET /help-wishes/cohort': ofMine('help-wishes/cohort'),
  'GET /help-wishes/teams/{teamId}': withTeam((teamId) => [`help-wishes/teams/${teamId}`]),
  'GET /team-pictures/{teamId}': withTeam((teamId) => [`team-pictures/${teamId}`]),
  'POST /self-assessments': ofMine('self-assessments'),
  'GET /self-assessments/mine': ofMine('self-assessments/mine'),
  'GET /self-assessments/mine/export': ofMine('self-assessments/mine/export'),
  'GET /self-assessments/mine/picture': ofMine('self-assessments/mine/picture'),
  'GET /self-assessments/{selfAssessmentId}/answers/{competencyId}/check': (of) => [`self-assessments/${of.selfAssessmentId}/answers/${competency}/check`],
  'PUT /self-assessments/{selfAssessmentId}/answers/{competencyId}/check/{itemId}': (of) => [
    `self-assessments/${of.selfAssessmentId}/answers/${competency}/check/${of.itemId}`,
    { choiceId: choiceOf[of.itemId] ?? '' },
  ],
  'PUT /self-assessments/{selfAssessmentId}/answers/{competencyId}': (of) => [`self-assessments/${of.selfAssessmentId}/answers/${competency}`, level],
  'POST /self-assessments/{selfAssessmentId}/submission': (of) => [`self-assessments/${of.selfAssessmentId}/submission`],

  'GET /library': ofMine('library?language=en'),
  'GET /library/areas': ofMine('library/areas'),
  'GET /library/courses/{courseId}': ofMine(`library/courses/${course}`),
  'GET /learning-paths': ofMine('learning-paths'),
  'GET /learning-paths/{pathId}': ofMine(`learning-paths/${path}`),
  'GET /micro-courses': ofMine('micro-courses'),
  'GET /micro-courses/{courseId}': ofMine(`micro-courses/${course}?language=en`),
  'GET /micro-courses/{courseId}/check': ofMine(`micro-courses/${course}/check?language=en`),
  'GET /plans/mine': ofMine('plans/mine'),

  'GET /learning/mine': ofMine('learning/mine'),
  'GET /learning/mine/export': ofMine('learning/mine/export'),
  'GET /learning/courses': ofMine('learning/courses'),
  'GET /learning/record': ofMine('learning/record'),
  'GET /learning/arrival': (of) => [`learning/arrival?selfAssessmentId=${of.selfAssessmentId}&waitSeconds=0`],
  'PUT /learning/choices/{courseId}': ofMine('learning/choices/lock-your-phone'),
  'DELETE /learning/choices/{courseId}': ofMine('learning/choices/lock-your-phone'),
  'GET /course-progress/{courseId}': ofMine(`course-progress/${course}`),
  'POST /course-progress/{courseId}/openings/{cardId}': ofMine(`course-progress/${course}/openings/${card}`),
  'PUT /course-progress/{courseId}/cards/{cardId}': ofMine(`course-progress/${course}/cards/${card}`, { courseVersion: 1 }),
  'POST /course-progress/{courseId}/test-outs': ofMine(`course-progress/${course}/test-outs`, { courseVersion: 1, checkVersion: 0, answers: [] }),
  'PUT /follow-ups/{courseId}': ofMine(`follow-ups/${course}`, { used: 'yes' }),
  'DELETE /follow-ups/{courseId}': ofMine(`follow-ups/${course}`),
  'PUT /talking-points/{courseId}/{cardId}': ofMine(`talking-points/${course}/${card}`),
  'DELETE /talking-points/{courseId}/{cardId}': ofMine(`talking-points/${course}/${card}`),
  'POST /help-requests': ofMine('help-requests', { courseId: course, cardId: null, question: 'One more?' }),
  'GET /help-requests/mine': ofMine('help-requests/mine'),
  'POST /help-requests/{id}/answer': (of) => [`help-requests/${of.helpRequestId}/answer`, { answer: 'Like this.' }],
  'POST /champion-invitations/{id}/acceptance': withInvitation('acceptance'),
  'POST /champion-invitations/{id}/refusal': withInvitation('refusal'),
  'GET /cohorts/mine': ofMine('cohorts/mine'),
  'POST /cohorts': (of) => ['cohorts', cohort(of)],
  'POST /cohorts of my champion': (of, _by, champion) => ['cohorts', cohort(of, champion)],
  'GET /team-progress/{teamId}': withTeam((teamId) => [`team-progress/${teamId}`]),
  'POST /assignments/dry-runs': withTeam((teamId, of) => ['assignments/dry-runs', assignment(of, teamId)]),
  'POST /assignments/dry-runs into my team': withMyTeam((teamId, of) => ['assignments/dry-runs', assignment(of, teamId)]),
  'POST /assignments': withTeam((teamId, of) => ['assignments', assignment(of, teamId)]),
  'POST /assignments into my team': withMyTeam((teamId, of) => ['assignments', assignment(of, teamId)]),
  'DELETE /assignment-batches/{batchId}': whereThere(
    (of) => of.batchId,
    (id) => [`assignment-batches/${id}`],
  ),

  'GET /preferences': ofMine('preferences'),
  'PATCH /preferences': ofMine('preferences', { digest: 'fortnightly' }),
  'GET /preferences/mine/export': ofMine('preferences/mine/export'),

  // What ends sessions and accounts comes last.
  'DELETE /me/sessions/{sessionId}': (of) => [`me/sessions/${of.sessionId}`],
  'DELETE /me/sessions': ofMine('me/sessions'),
  'POST /me/erasure': ofMine('me/erasure', { forGood: true }),
}
