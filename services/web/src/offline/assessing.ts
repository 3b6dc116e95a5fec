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

const answersWaiting = async () => (await waitingOf()).flatMap((each) => (each.kind === 'answer' ? [each] : []))

/** A question that the server just showed: the others stay within reach as well. */
const follow = async (shown: Response) => {
  const { keep: keeps, owner, assessment } = await readSettings()
  const stamp = shown.headers.get(ASSESSMENT_HEADER)
  if (stamp && keeps && shown.headers.get(PERSON_HEADER) === owner && assessment?.stamp !== stamp) await keepAssessment()
}

/** A kept question, with what was answered on this phone. */
const asked = async (place: string, given: AnswerGiven | undefined): Promise<Response> => {
  const found = await keptFile(place)
  if (!found) return noSignal()
  if (!given) return found
  const fields: [name: string, value: string][] = [['level', String(given.level)]]
  if (given.sureness) fields.push(['sureness', given.sureness])
  const html = fields.reduce(
    (page, [name, value]) =>
      page.replaceAll(new RegExp(`(name="${name}" value="[^"]*") checked=""`, 'g'), '$1').replace(`name="${name}" value="${value}"`, '$& checked=""'),
    await found.text(),
  )
  return new Response(html, { headers: found.headers })
}

const askHere = async ({ asked: questions, answered, selfAssessmentId }: KeptAssessment, url: URL): Promise<Response> => {
  const competencyId = questionIn(url)
  const first = questions.find((each) => !answered.includes(each)) ?? 'review'
  if (competencyId === '' || competencyId === 'continue') return Response.redirect(`${ASSESSMENT}/${first}`, 303)
  const given = (await answersWaiting()).findLast((each) => each.selfAssessmentId === selfAssessmentId && each.competencyId === competencyId)
  return asked(url.pathname, given?.answer)
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
    if (answer && competencyId === 'review') await forgetAssessment()
    return answer ?? noSignal()
  }
  const form = new URLSearchParams(await request.clone().text())
  if ((await answersWaiting()).length > 0) await trySending(personId)
  const answer = (await answersWaiting()).length === 0 ? await network(request, false) : undefined
  if (answer) return answer
  const back = form.get('go') === 'back'
  const given = answerIn(form)
  if (!given && !back) return Response.redirect(url.pathname, 303)
  const answered = given ? [...new Set([...assessment.answered, competencyId])] : assessment.answered
  if (given) {
    await keep({ id: crypto.randomUUID(), personId, kind: 'answer', selfAssessmentId: assessment.selfAssessmentId, competencyId, answer: given })
    await changeSettings({ assessment: { ...assessment, answered } })
  }
  return Response.redirect(asksOnAt(assessment.asked, answered, competencyId, back), 303)
}
