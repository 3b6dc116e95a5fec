/**
 * Who may do what, under /api/v1: each route by the role of who asks, and by whose thing it is asked for:
 * - their own, or of their own team;
 * - of somebody in their team; for a lead, and for whoever has no team, of somebody in a team of the agency;
 * - of somebody in another team of the agency;
 * - of somebody elsewhere, in another agency.
 *
 * Author and network are roles that nothing is open to yet: they may what somebody who learns may, outside of any team.
 *
 * A dot: there is no such thing to ask for. A dash after a number: answered as if there were none, without a word of
 * whose it is, and with nothing changed. `who-may-do-what.test.ts` asks for every cell, and fails for a route without a row.
 */
export const table = `
                                                                               | learner             | champion            | manager             | lead                | author              | network
                                                                               | own  team othr else | own  team othr else | own  team othr else | own  team othr else | own  team othr else | own  team othr else
GET /me                                                                        | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·
PATCH /me                                                                      | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·
GET /me/export                                                                 | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·
GET /me/sessions                                                               | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·
GET /people                                                                    | 403  ·    ·    ·    | 403  ·    ·    ·    | 403  ·    ·    ·    | 200  ·    ·    ·    | 403  ·    ·    ·    | 403  ·    ·    ·
GET /people/names                                                              | 200  200  200  200- | 200  200  200  200- | 200  200  200  200- | 200  200  200  200- | 200  200  200  200- | 200  200  200  200-
PUT /people/{personId}/protected-time                                          | 403  403  403  403  | 403  403  403  403  | 403  200  403  404  | 200  200  200  404  | 403  403  403  403  | 403  403  403  403
GET /organization                                                              | 403  ·    ·    ·    | 403  ·    ·    ·    | 403  ·    ·    ·    | 200  ·    ·    ·    | 403  ·    ·    ·    | 403  ·    ·    ·
GET /teams/{teamId}                                                            | 403  403  403  403  | 403  403  403  403  | 200  200  403  404  | ·    200  200  404  | ·    403  403  403  | ·    403  403  403
GET /teams/{teamId}/people                                                     | 403  403  403  403  | 403  403  403  403  | 200  200  403  404  | ·    200  200  404  | ·    403  403  403  | ·    403  403  403
GET /access-answers/mine                                                       | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·
PUT /access-answers/mine                                                       | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·
GET /consents                                                                  | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·
PUT /consents/{audience}                                                       | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·
GET /help-wishes/cohort                                                        | 403  ·    ·    ·    | 200  ·    ·    ·    | 403  ·    ·    ·    | 403  ·    ·    ·    | 403  ·    ·    ·    | 403  ·    ·    ·
GET /help-wishes/teams/{teamId}                                                | 404  404  404  404  | 404  404  404  404  | 200  200  404  404  | ·    404  404  404  | ·    404  404  404  | ·    404  404  404
GET /team-pictures/{teamId}                                                    | 404  404  404  404  | 404  404  404  404  | 200  200  404  404  | ·    200  200  404  | ·    404  404  404  | ·    404  404  404
POST /self-assessments                                                         | 201  ·    ·    ·    | 201  ·    ·    ·    | 201  ·    ·    ·    | 201  ·    ·    ·    | 201  ·    ·    ·    | 201  ·    ·    ·
GET /self-assessments/mine                                                     | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·
GET /self-assessments/mine/export                                              | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·
GET /self-assessments/mine/picture                                             | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·
GET /self-assessments/{selfAssessmentId}/answers/{competencyId}/check          | 200  404  404  404  | 200  404  404  404  | 200  404  404  404  | 200  404  404  404  | 200  404  404  404  | 200  404  404  404
PUT /self-assessments/{selfAssessmentId}/answers/{competencyId}/check/{itemId} | 200  404  404  404  | 200  404  404  404  | 200  404  404  404  | 200  404  404  404  | 200  404  404  404  | 200  404  404  404
PUT /self-assessments/{selfAssessmentId}/answers/{competencyId}                | 200  404  404  404  | 200  404  404  404  | 200  404  404  404  | 200  404  404  404  | 200  404  404  404  | 200  404  404  404
POST /self-assessments/{selfAssessmentId}/submission                           | 201  404  404  404  | 201  404  404  404  | 201  404  404  404  | 201  404  404  404  | 201  404  404  404  | 201  404  404  404
GET /library                                                                   | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·
GET /library/areas                                                             | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·
GET /library/courses/{courseId}                                                | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·
GET /learning-paths                                                            | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·
GET /learning-paths/{pathId}                                                   | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·
GET /micro-courses                                                             | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·
GET /micro-courses/{courseId}                                                  | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·
GET /micro-courses/{courseId}/check                                            | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·
GET /plans/mine                                                                | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·
GET /learning/mine                                                             | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·
GET /learning/mine/export                                                      | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·
GET /learning/courses                                                          | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·
GET /learning/record                                                           | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·
GET /learning/arrival                                                          | 200  200- 200- 200- | 200  200- 200- 200- | 200  200- 200- 200- | 200  200- 200- 200- | 200  200- 200- 200- | 200  200- 200- 200-
PUT /learning/choices/{courseId}                                               | 204  ·    ·    ·    | 204  ·    ·    ·    | 204  ·    ·    ·    | 204  ·    ·    ·    | 204  ·    ·    ·    | 204  ·    ·    ·
DELETE /learning/choices/{courseId}                                            | 204  ·    ·    ·    | 204  ·    ·    ·    | 204  ·    ·    ·    | 204  ·    ·    ·    | 204  ·    ·    ·    | 204  ·    ·    ·
GET /course-progress/{courseId}                                                | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·
POST /course-progress/{courseId}/openings/{cardId}                             | 204  ·    ·    ·    | 204  ·    ·    ·    | 204  ·    ·    ·    | 204  ·    ·    ·    | 204  ·    ·    ·    | 204  ·    ·    ·
PUT /course-progress/{courseId}/cards/{cardId}                                 | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·
POST /course-progress/{courseId}/test-outs                                     | 409  ·    ·    ·    | 409  ·    ·    ·    | 409  ·    ·    ·    | 409  ·    ·    ·    | 409  ·    ·    ·    | 409  ·    ·    ·
PUT /follow-ups/{courseId}                                                     | 204  ·    ·    ·    | 204  ·    ·    ·    | 204  ·    ·    ·    | 204  ·    ·    ·    | 204  ·    ·    ·    | 204  ·    ·    ·
DELETE /follow-ups/{courseId}                                                  | 204  ·    ·    ·    | 204  ·    ·    ·    | 204  ·    ·    ·    | 204  ·    ·    ·    | 204  ·    ·    ·    | 204  ·    ·    ·
PUT /talking-points/{courseId}/{cardId}                                        | 204  ·    ·    ·    | 204  ·    ·    ·    | 204  ·    ·    ·    | 204  ·    ·    ·    | 204  ·    ·    ·    | 204  ·    ·    ·
DELETE /talking-points/{courseId}/{cardId}                                     | 204  ·    ·    ·    | 204  ·    ·    ·    | 204  ·    ·    ·    | 204  ·    ·    ·    | 204  ·    ·    ·    | 204  ·    ·    ·
POST /help-requests                                                            | 201  ·    ·    ·    | 201  ·    ·    ·    | 201  ·    ·    ·    | 201  ·    ·    ·    | 201  ·    ·    ·    | 201  ·    ·    ·
GET /help-requests/mine                                                        | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·
POST /help-requests/{id}/answer                                                | 403  403  403  403  | 404  204  204  404  | 403  403  403  403  | 403  403  403  403  | 403  403  403  403  | 403  403  403  403
POST /champion-invitations/{id}/acceptance                                     | 204  ·    404  404  | ·    404  404  404  | 204  404  404  404  | 204  404  404  404  | 204  404  404  404  | 204  404  404  404
POST /champion-invitations/{id}/refusal                                        | 409  ·    404  404  | ·    404  404  404  | 409  404  404  404  | 409  404  404  404  | 409  404  404  404  | 409  404  404  404
GET /cohorts/mine                                                              | 403  ·    ·    ·    | 200  ·    ·    ·    | 403  ·    ·    ·    | 403  ·    ·    ·    | 403  ·    ·    ·    | 403  ·    ·    ·
POST /cohorts                                                                  | 403  403  403  403  | 403  403  403  403  | 403  403  403  403  | 404  404  404  404  | 403  403  403  403  | 403  403  403  403
POST /cohorts of my champion                                                   | 403  403  403  403  | 403  403  403  403  | 403  403  403  403  | 201  201  201  404  | 403  403  403  403  | 403  403  403  403
GET /team-progress/{teamId}                                                    | 403  403  403  403  | 403  403  403  403  | 200  200  404  404  | ·    200  200  404  | ·    403  403  403  | ·    403  403  403
POST /assignments/dry-runs                                                     | 403  403  403  403  | 403  403  403  403  | 404  200  404  404  | ·    200  200  404  | ·    403  403  403  | ·    403  403  403
POST /assignments/dry-runs into my team                                        | 403  403  403  403  | 403  403  403  403  | 404  200  404  404  | ·    ·    ·    ·    | ·    ·    ·    ·    | ·    ·    ·    ·
POST /assignments                                                              | 403  403  403  403  | 403  403  403  403  | 404  201  404  404  | ·    201  201  404  | ·    403  403  403  | ·    403  403  403
POST /assignments into my team                                                 | 403  403  403  403  | 403  403  403  403  | 404  201  404  404  | ·    ·    ·    ·    | ·    ·    ·    ·    | ·    ·    ·    ·
DELETE /assignment-batches/{batchId}                                           | 403  403  403  403  | 403  403  403  403  | ·    204  404  404  | ·    204  204  404  | ·    403  403  403  | ·    403  403  403
GET /preferences                                                               | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·
PATCH /preferences                                                             | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·
GET /preferences/mine/export                                                   | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·    | 200  ·    ·    ·
DELETE /me/sessions/{sessionId}                                                | 204  204- 204- 204- | 204  204- 204- 204- | 204  204- 204- 204- | 204  204- 204- 204- | 204  204- 204- 204- | 204  204- 204- 204-
DELETE /me/sessions                                                            | 204  ·    ·    ·    | 204  ·    ·    ·    | 204  ·    ·    ·    | 204  ·    ·    ·    | 204  ·    ·    ·    | 204  ·    ·    ·
POST /me/erasure                                                               | 204  ·    ·    ·    | 204  ·    ·    ·    | 204  ·    ·    ·    | 409  ·    ·    ·    | 204  ·    ·    ·    | 204  ·    ·    ·
`

/** The cells of each row, by its route. */
export const rowsOf = (text: string): Map<string, string[]> => {
  const lines = text.split('\n').slice(3).filter(Boolean)
  return new Map(
    lines.map((line) => {
      const [route = '', ...cells] = line.split('|')
      return [route.trim(), cells.join(' ').trim().split(/\s+/)] as const
    }),
  )
}
