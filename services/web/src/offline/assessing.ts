/// <reference lib="dom" />
import { type AnswerGiven, answerIn } from './answer-in.ts'
import { forgetAssessment, keepAssessment } from './keeping.ts'
import { type Handled, isOurs, keep, network, noSignal, trySending, waitingOf } from './network.ts'
import { ASSESSMENT, ASSESSMENT_HEADER, PERSON_HEADER } from './places.ts'
import { asksOnAt } from './playing.ts'
import { changeSettings, type KeptAssessment, keptFile, readSettings } from './store.ts'

/** The beginning of a self-assessment, one of its questions, or its review. */
export const isQuestion = (path: string) => path === ASSESSMENT || new RegExp(`^${ASSESSMENT}/[^/]+$`).test(path)
const questionIn = ({ pathname }: URL) => pathname.slice(ASSESSMENT.length + 1)

/** The server leads on where it has taken what was sent; a page of its own asks for something. */
const isTaken = (answer: Response | undefined) => answer?.type === 'opaqueredirect'

const answersWaiting = async () => (await waitingOf()).flatMap((each) => (each.kind === 'answer' ? [each] : []))

/** A question that the server just showed: the others stay within reach as well. */
const follow = async (shown: Response) => {
  const { keep: keeps, owner, assessment } = await readSettings()
  const stamp = shown.headers.get(ASSESSMENT_HEADER)
  if (stamp && keeps && shown.headers.get(PERSON_HEADER) === owner && assessment?.stamp !== stamp) await keepAssessment()
}

/** A kept question, with what was answered. */
const asked = async (place: string, given: AnswerGiven | undefined): Promise<Response> => {
  const found = await keptFile(place)
  if (!found) return noSignal()
  const chosen = given ? [`name="level" value="${given.level}"`, `name="sureness" value="${given.sureness}"`] : []
  const html = chosen.reduce((page, field) => page.replace(field, '$& checked=""'), await found.text())
  return new Response(html, { headers: found.headers })
}

const askHere = ({ asked: questions, answers }: KeptAssessment, url: URL): Promise<Response> | Response => {
  const competencyId = questionIn(url)
  if (competencyId !== '' && competencyId !== 'continue') return asked(url.pathname, answers[competencyId])
  const first = questions.find((each) => !(each in answers))
  return Response.redirect(`${ASSESSMENT}/${first ?? 'review'}`, 303)
}

/** What waits is sent first, for the server's questions would not know of it. */
export const showQuestion = async ({ request, url, event }: Handled): Promise<Response> => {
  const { assessment, owner = '' } = await readSettings()
  if (assessment && (await answersWaiting()).length > 0) {
    await trySending(owner)
    if ((await answersWaiting()).length > 0) return askHere(assessment, url)
  }
  const answer = await network(request, !assessment)
  if (!answer) return assessment ? askHere(assessment, url) : noSignal()
  if (answer.type === 'basic' && answer.ok) event.waitUntil(follow(answer))
  return answer
}

/** An answer goes to the server, or with no signal is written down here, behind what waits already. */
export const sendAnswer = async ({ request, url }: Handled): Promise<Response> => {
  const { assessment, owner: personId } = await readSettings()
  const competencyId = questionIn(url)
  if (!assessment || !personId || !isOurs(request) || !assessment.asked.includes(competencyId)) {
    const answer = await network(request, true)
    if (isTaken(answer) && competencyId === 'review') await forgetAssessment()
    return answer ?? noSignal()
  }
  const form = new URLSearchParams(await request.clone().text())
  const given = answerIn(form)
  const answers = given ? { ...assessment.answers, [competencyId]: given } : assessment.answers
  if ((await answersWaiting()).length > 0) await trySending(personId)
  const answer = (await answersWaiting()).length === 0 ? await network(request, false) : undefined
  if (!answer && given)
    await keep({ id: crypto.randomUUID(), personId, kind: 'answer', selfAssessmentId: assessment.selfAssessmentId, competencyId, answer: given })
  if (!answer || isTaken(answer)) await changeSettings({ assessment: { ...assessment, answers } })
  if (answer) return answer
  const back = form.get('go') === 'back'
  return Response.redirect(given || back ? asksOnAt(assessment.asked, Object.keys(answers), competencyId, back) : url.pathname, 303)
}
