/// <reference lib="dom" />
import type { Result } from '../components/cards/judging.ts'
import { answersKept } from './_answers.ts'
import { ownPhoneOf, saveOnPhone } from './_phone.ts'

/** How long "Next" waits for the network, once a card is saved on the phone. */
const PATIENCE_MS = 1_500

/** What an island knows of the screen it checks. */
type Checking = {
  /** What is answered, as fields; empty when there is nothing to check yet. */
  answers: () => [name: string, value: string][]
  /** Shows what each answer means, and says what they are together. */
  judge: () => Result
  /** The turn that the answer leads to. */
  turnAfter?: () => string | undefined
  /** After answers from before were put back into the fields. */
  putBack?: () => void
}

/** Checks at once what the form would check in two steps, and saves meanwhile that the card is done. */
export const checkAtOnce = (fieldset: HTMLFieldSetElement, { answers, judge, turnAfter, putBack }: Checking) => {
  const form = fieldset.form
  const check = form?.querySelector<HTMLButtonElement>('[data-check]')
  const next = form?.querySelector<HTMLAnchorElement>('[data-next]')
  if (!form || !check || !next) return
  // A turn of a story has no such place: the card was done before it.
  const status = form.querySelector<HTMLElement>('[data-saving]')

  const carry = (name: string, value: string) => {
    const field = document.createElement('input')
    Object.assign(field, { type: 'hidden', name, value })
    form.append(field)
  }

  const sendNow = async (courseId: string, cardId: string, completion: { courseVersion: number; choiceIds: string[] }) => {
    const answer = await fetch(`/api/v1/course-progress/${courseId}/cards/${cardId}`, {
      method: 'PUT',
      keepalive: true,
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(completion),
    })
    if (!answer.ok) throw new Error(String(answer.status))
  }

  /** Ends when the card is saved, and it is time to go on: sent, or safe on the phone and the network too slow. */
  const save = async (choiceIds: string[]) => {
    if (!status) return
    const say = (what: 'saving' | 'saved' | 'sent' | 'onPhone') => {
      status.textContent = status.dataset[what] ?? ''
    }
    const [, courseId = '', cardId = ''] = location.pathname.match(/^\/courses\/([^/]+)\/([^/]+)/) ?? []
    const completion = { courseVersion: Number(new FormData(form).get('version')), choiceIds }
    say('saving')
    if (ownPhoneOf) {
      try {
        const { kept, sent } = saveOnPhone(ownPhoneOf, { courseId, cardId, ...completion })
        await kept
        const late = new Promise<boolean>((resolve) => setTimeout(resolve, PATIENCE_MS, false))
        sent.then((isSent) => say(isSent ? 'sent' : 'onPhone')).catch(() => {})
        if (!(await Promise.race([sent, late]))) say('onPhone')
        return
      } catch {
        // This phone keeps nothing: a private window, or no room.
      }
    }
    await sendNow(courseId, cardId, completion)
    say('saved')
  }

  const alreadySaved = async () => {
    if (status) status.textContent = status.dataset.saved ?? ''
  }

  const kept = answersKept(fieldset, form)
  fieldset.addEventListener('input', () => kept.keep(false))

  /** Judges in the page, and leads on. What is sent, and when, is up to `saving`. */
  const reveal = (given: [name: string, value: string][], startSaving: (choiceIds: string[]) => Promise<void>) => {
    const turn = turnAfter?.()
    const result = judge()
    // Disabled fields are not sent, and switching the language must bring them back.
    for (const field of fieldset.elements) (field as HTMLInputElement).disabled = true
    for (const [name, value] of given) carry(name, value)
    carry('judged', fieldset.dataset.screen ?? '')
    if (turn) {
      next.href = `?turn=${turn}`
      next.textContent = next.dataset.turn ?? ''
    }
    const notice = form.querySelector(`[data-result=${result}]`)
    notice?.removeAttribute('hidden')
    fieldset.classList.add('judged')
    check.hidden = true
    next.hidden = false

    const choiceIds = given.filter(([name]) => name === 'choice').map(([, value]) => value)
    let saving = startSaving(choiceIds)
    const failed = () => {
      if (status) status.textContent = status.dataset.notSaved ?? ''
    }
    saving.catch(failed)
    next.addEventListener('click', (click) => {
      click.preventDefault()
      // Sent as the page would send it, so that what was answered comes along into the turn, and back.
      const goOn = () => {
        if (!turn) return location.assign(next.href)
        carry('see', turn)
        form.submit()
      }
      saving.then(goOn, () => {
        saving = save(choiceIds)
        saving.then(goOn, failed)
      })
    })
    return notice
  }

  form.addEventListener('submit', (event) => {
    if (event.submitter !== check) return
    const given = answers()
    // The page itself says what is missing.
    if (given.length === 0) return
    event.preventDefault()
    kept.keep(true)
    const notice = reveal(given, save)
    next.focus({ preventScroll: true })
    notice?.scrollIntoView({ block: 'nearest', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' })
  })

  const before = kept.putBack()
  if (!before) return
  putBack?.()
  const given = answers()
  // Back on a card that was checked: as it was left. It is sent again only where it did not arrive.
  if (before.checked && given.length > 0) reveal(given, form.dataset.done === undefined ? save : alreadySaved)
}
