/// <reference lib="dom" />
import { keepForSending, sendQueue } from '../offline/sending.ts'
import type { CardWaiting } from '../offline/store.ts'

const line = document.querySelector<HTMLElement>('.signal')

/** Whose phone this is; nobody's on a shared device, where nothing may be kept. */
export const ownPhoneOf = line?.dataset.person

/** Shows under the top of the page how things stand: `waiting`, `sent`, `away` or nothing. */
export const tell = (what: 'waiting' | 'sent' | 'away' | 'stays' | 'none') => {
  if (!line) return
  line.dataset.now = what
  line.textContent = line.dataset[what] ?? ''
}

const registration = async () => navigator.serviceWorker?.getRegistration()

/** `kept` answers once it is on this phone, `sent` whether it went on its way. Both throw where a phone keeps nothing. */
export const saveOnPhone = (personId: string, card: Omit<CardWaiting, 'id' | 'personId' | 'kind'>): { kept: Promise<void>; sent: Promise<boolean> } => {
  const kept = keepForSending({ ...card, id: crypto.randomUUID(), personId, kind: 'card' }, registration())
  return { kept, sent: kept.then(() => sendQueue(personId)) }
}
