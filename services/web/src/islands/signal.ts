/// <reference lib="dom" />
import { claimPhone } from '../offline/keeping.ts'
import { sendQueue } from '../offline/sending.ts'
import { changeSettings, dropPages, forgetEverything, keptCourses, queueOf, readSettings } from '../offline/store.ts'
import type { Asked } from '../offline/worker.ts'
import { ownPhoneOf, tell } from './_phone.ts'

/** The part of every page that knows of signal: it sends what waits, keeps the next courses, and wipes at sign-out. */
const language = document.documentElement.lang
const savesData = (navigator as Navigator & { connection?: { saveData?: boolean } }).connection?.saveData === true
const section = document.querySelector<HTMLElement>('[data-keep-courses]')
const choice = section?.querySelector<HTMLInputElement>('input')
const state = section?.querySelector<HTMLElement>('[role=status]')

const sendWaiting = async (personId: string) => {
  if ((await queueOf(personId)).length === 0) return tell(navigator.onLine ? 'none' : 'away')
  if (!navigator.onLine) return tell('waiting')
  const isSent = await sendQueue(personId)
  tell(isSent ? 'sent' : 'waiting')
  if (isSent) for (const card of document.querySelectorAll<HTMLElement>('[data-on-phone]')) card.textContent &&= card.dataset.sent ?? ''
}

const askWorker = async (asked: Asked): Promise<number | null> => {
  const { active } = await navigator.serviceWorker.ready
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = ({ data }) => resolve(data)
    active?.postMessage(asked, [port2])
  })
}

const say = (what: 'on' | 'off' | 'getting' | 'later') => {
  if (state) state.textContent = state.dataset[what] ?? ''
}

/** Keeps what comes next, where that is wanted. A course just finished has another come next. */
const keepNext = async (personId: string, now: boolean) => {
  if ((await keptCourses()).length === 0 || now) say('getting')
  const kept = await askWorker({ keepFor: personId, language, now })
  say(kept ? 'on' : 'later')
}

const showSwitch = async (personId: string) => {
  if (!section || !choice) return
  choice.checked = (await readSettings()).keep === true
  section.hidden = false
  say((await keptCourses()).length > 0 ? 'on' : !choice.checked ? 'off' : navigator.onLine ? 'getting' : 'later')
  choice.addEventListener('change', async () => {
    await changeSettings({ keep: choice.checked })
    if (!choice.checked) await dropPages()
    say('off')
    if (!choice.checked) return
    await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' })
    await keepNext(personId, true)
  })
}

const keepOnPhone = async (personId: string) => {
  if (!('serviceWorker' in navigator)) return
  await claimPhone(personId)
  if ((await readSettings()).keep === undefined) await changeSettings({ keep: !savesData })
  await showSwitch(personId)
  if (!(await readSettings()).keep) return
  await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' })
  if (navigator.onLine) await keepNext(personId, location.pathname.endsWith('/finished'))
}

/** First the page, then what is for later. */
const whenIdle = (work: () => void) => {
  const idle = () => ('requestIdleCallback' in window ? requestIdleCallback(work, { timeout: 5_000 }) : setTimeout(work, 1_000))
  if (document.readyState === 'complete') idle()
  else addEventListener('load', idle, { once: true })
}

const signOut = (personId: string, form: HTMLFormElement) => {
  let warned = false
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const isSent = await sendQueue(personId).catch(() => true)
    if (!isSent && !warned) {
      warned = true
      tell('stays')
      document.querySelector('.signal')?.scrollIntoView({ block: 'center' })
      return
    }
    await forgetEverything().catch(() => {})
    form.submit()
  })
}

if (ownPhoneOf) {
  const personId = ownPhoneOf
  const send = () => void sendWaiting(personId).catch(() => {})
  send()
  addEventListener('online', send)
  addEventListener('offline', send)
  // Gone back to: a page that was only resting loads nothing.
  addEventListener('pageshow', ({ persisted }) => persisted && send())
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && send())
  // A phone that has no room, or a private window: the page is as good as without.
  whenIdle(() => void keepOnPhone(personId).catch(() => {}))
  const leaving = document.querySelector<HTMLFormElement>('form[action="/sign-out"]')
  if (leaving) signOut(personId, leaving)
}
