/// <reference lib="dom" />
import { NetworkFirst, NetworkOnly, Serwist } from 'serwist'
import { isQuestion, sendAnswer, showQuestion } from './assessing.ts'
import { keepCourse, keepNext } from './keeping.ts'
import { type Handled, isOurs, keep, network, noSignal, PATIENCE_MS, trySending, waitingOf } from './network.ts'
import { ANY_CARD, ANY_KEY, PERSON_HEADER, VERSION_HEADER } from './places.ts'
import { answerOffline, placeAfterOffline } from './playing.ts'
import { SYNC, sendQueue } from './sending.ts'
import { changeSettings, forgetPages, type KeptCourse, keptCourse, keptCourses, keptFile, readSettings } from './store.ts'

type Event = Handled['event']
/** What is used of a service worker's scope; its library of types cannot stand beside that of pages. */
type Scope = {
  addEventListener(type: 'fetch', hear: Serwist['handleFetch']): void
  addEventListener(type: 'sync', hear: (event: Event & { tag: string }) => void): void
  addEventListener(type: 'message', hear: (event: Event & { origin: string; data: unknown; ports: readonly MessagePort[] }) => void): void
  readonly location: Location
}
const scope = self as unknown as Scope

/** What a page asks: keep the next courses, in this language; `now` where they may have changed. */
export type Asked = { keepFor: string; language: string; now: boolean }

const isAsked = (said: unknown): said is Asked => {
  const { keepFor, language, now } = (said ?? {}) as Record<keyof Asked, unknown>
  return typeof keepFor === 'string' && keepFor !== '' && (language === 'en' || language === 'fr') && typeof now === 'boolean'
}

/** A kept page, with a fresh key for what is sent from it, and the card that the address names. */
const shown = async (page: string, url: URL): Promise<Response> => {
  const found = await keptFile(page)
  if (!found) return noSignal()
  if (!page.endsWith('/ask')) return found
  const card = url.searchParams.get('card')
  const html = (await found.text()).replaceAll(ANY_KEY, crypto.randomUUID())
  const asked = card ? html.replaceAll(ANY_CARD, encodeURIComponent(card)) : html.replaceAll(`?card=${ANY_CARD}`, '').replaceAll(`/${ANY_CARD}`, '')
  return new Response(asked, { headers: found.headers })
}

const playHere = async (course: KeptCourse, url: URL): Promise<Response> => {
  const answer = answerOffline(course, await waitingOf(), url.pathname + url.search)
  return 'goTo' in answer ? Response.redirect(answer.goTo, 303) : shown(answer.page, url)
}

const courseIn = ({ pathname }: URL) => pathname.split('/')[2] ?? ''

/** A page that the server just showed: the course it is of stays within reach, in the version that is in hand. */
const follow = async (courseId: string, answer: Response) => {
  const { keep, owner, language } = await readSettings()
  if (!keep || answer.headers.get(PERSON_HEADER) !== owner) return
  await changeSettings({ inHand: courseId })
  const version = answer.headers.get(VERSION_HEADER)
  const known = await keptCourse(courseId)
  if (version && (String(known?.courseVersion) !== version || known?.language !== language)) await keepCourse(courseId, known?.stamp ?? '')
}

/** A page of a course. What waits is sent first, for the server's pages would not know of it. */
const showCourse = async ({ request, url, event }: Handled): Promise<Response> => {
  const courseId = courseIn(url)
  const course = await keptCourse(courseId)
  const isBehind = async () => (await waitingOf()).some((each) => each.kind === 'card' && each.courseId === courseId)
  if (course && (await isBehind())) {
    await trySending((await readSettings()).owner ?? '')
    if (await isBehind()) return playHere((await keptCourse(courseId)) ?? course, url)
  }
  const answer = await network(request, !course)
  if (answer) {
    if (answer.type === 'basic' && answer.ok) event.waitUntil(follow(courseId, answer))
    return answer
  }
  return course ? playHere(course, url) : noSignal()
}

/** A card that is done, or a question. A card is written down here before it is sent, so that no tunnel can swallow it. */
const sendForm = async ({ request, url }: Handled): Promise<Response> => {
  const [, , courseId = '', place = ''] = url.pathname.split('/')
  const course = await keptCourse(courseId)
  const { owner: personId } = await readSettings()
  if (!course || !personId || !isOurs(request)) return fetch(request)
  const form = new URLSearchParams(await request.clone().text())
  const card = course.cards.find(({ cardId }) => cardId === place)
  const goOn = async () => Response.redirect(placeAfterOffline((await keptCourse(courseId)) ?? course, await waitingOf(), place), 303)
  if (card && !card.asks && Number(form.get('version')) === course.courseVersion) {
    await keep({ id: crypto.randomUUID(), personId, courseId, kind: 'card', cardId: place, courseVersion: course.courseVersion, choiceIds: [] })
    await trySending(personId)
    return goOn()
  }
  const answer = await network(request, false)
  if (answer) return answer
  if (place === 'ask') {
    const cardId = url.searchParams.get('card')
    await keep({ id: form.get('key') ?? crypto.randomUUID(), personId, courseId, kind: 'question', cardId, question: form.get('question')?.trim() ?? '' })
    return Response.redirect(`/courses/${courseId}/asked`, 303)
  }
  if (!card?.asks) return noSignal()
  // What asks has been judged and written down by its page; here it only goes on.
  return form.has('see') ? Response.redirect(`${url.pathname}?turn=${form.get('see')}`, 303) : goOn()
}

/** Only a page of whoever's phone this is may stay on it. */
const ownPages = {
  cacheWillUpdate: async ({ response }: { response: Response }) => {
    const { owner, keep: keeps } = await readSettings()
    return keeps && response.ok && response.headers.get(PERSON_HEADER) === owner ? response : null
  },
  handlerDidError: noSignal,
}

/** Where one signs in, nobody is: what was kept of the last person goes. Their queue stays for them. */
const signInShown = {
  fetchDidSucceed: async ({ response }: { response: Response }) => {
    if (response.type === 'basic' && response.ok && !response.headers.has(PERSON_HEADER)) await forgetPages()
    return response
  },
}

const isPage = ({ request, url }: { request: Request; url: URL }) => request.mode === 'navigate' && url.origin === location.origin
const isCourse = (path: string) => /^\/courses\/[^/]+(\/[^/]+)?$/.test(path)
const isSignIn = (path: string) => path === '/sign-in' || path.startsWith('/sign-in/')

const router = new Serwist({
  skipWaiting: true,
  clientsClaim: true,
  runtimeCaching: [
    {
      matcher: ({ url }) => url.origin === location.origin && url.pathname.startsWith('/assets/'),
      handler: async ({ request }) => (await keptFile(request)) ?? fetch(request),
    },
    { matcher: (it) => isPage(it) && isCourse(it.url.pathname), handler: (it) => showCourse(it as Handled) },
    { matcher: (it) => isPage(it) && isCourse(it.url.pathname), handler: (it) => sendForm(it as Handled), method: 'POST' },
    { matcher: (it) => isPage(it) && isQuestion(it.url.pathname), handler: (it) => showQuestion(it as Handled) },
    { matcher: (it) => isPage(it) && isQuestion(it.url.pathname), handler: (it) => sendAnswer(it as Handled), method: 'POST' },
    {
      matcher: (it) => isPage(it) && it.url.pathname + it.url.search === '/',
      handler: new NetworkFirst({
        cacheName: 'handrail',
        networkTimeoutSeconds: PATIENCE_MS / 1_000,
        matchOptions: { ignoreVary: true },
        plugins: [ownPages],
      }),
    },
    { matcher: (it) => isPage(it) && isSignIn(it.url.pathname), handler: new NetworkOnly({ plugins: [signInShown, { handlerDidError: noSignal }] }) },
    { matcher: (it) => isPage(it) && !it.url.pathname.startsWith('/api/'), handler: new NetworkOnly({ plugins: [{ handlerDidError: noSignal }] }) },
    // Whatever else is sent asks the server.
    { matcher: isPage, handler: new NetworkOnly({ plugins: [{ handlerDidError: noSignal }] }), method: 'POST' },
  ],
})
// Not its other listeners: they would open an empty cache of files to precache.
scope.addEventListener('fetch', router.handleFetch)

const sendAll = async () => {
  const { owner } = await readSettings()
  // A failure has the browser try again later.
  if (owner && !(await sendQueue(owner))) throw new Error('Something still waits to be sent.')
}
scope.addEventListener('sync', (event) => {
  if (event.tag === SYNC) event.waitUntil(sendAll())
})

const keepAsked = async ({ keepFor, language, now }: Asked) => {
  const { owner } = await readSettings()
  if (owner === keepFor) await keepNext(keepFor, { language, now })
  return (await keptCourses()).length
}
/** One page after the other: what the first one had fetched, the second finds. */
let keeping: Promise<unknown> = Promise.resolve()
const keepInTurn = (asked: Asked) => {
  const turn = keeping.then(() => keepAsked(asked))
  keeping = turn.catch(() => {})
  return turn
}
scope.addEventListener('message', (event) => {
  if (event.origin !== scope.location.origin || !isAsked(event.data)) return
  const answer = (kept: number | null) => event.ports[0]?.postMessage(kept)
  event.waitUntil(keepInTurn(event.data).then(answer, () => answer(null)))
})
