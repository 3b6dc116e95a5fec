/// <reference lib="dom" />
/** Shows at once what each choice means, and saves meanwhile. Without it, the form does the same in two steps. */
const form = document.querySelector<HTMLFormElement>('#card')
const fieldset = form?.querySelector<HTMLFieldSetElement>('[data-question]')
const check = form?.querySelector<HTMLButtonElement>('[data-check]')
const next = form?.querySelector<HTMLAnchorElement>('[data-next]')
const status = form?.querySelector<HTMLElement>('[data-saving]')

if (form && fieldset && check && next && status) {
  const options = [...fieldset.querySelectorAll<HTMLElement>('.option')]
  const inputOf = (option: HTMLElement) => option.querySelector('input')
  const isChosen = (option: HTMLElement) => inputOf(option)?.checked ?? false
  const isRight = (option: HTMLElement) => option.classList.contains('right')

  const carry = (name: string, value: string) => {
    const field = document.createElement('input')
    Object.assign(field, { type: 'hidden', name, value })
    form.append(field)
  }

  const judge = () => {
    // Disabled choices are not sent, and switching the language must bring them back.
    carry('judged', 'yes')
    for (const option of options) if (isChosen(option)) carry('choice', inputOf(option)?.value ?? '')
    for (const option of options) {
      option.classList.toggle('chosen', isChosen(option))
      const input = inputOf(option)
      if (input) input.disabled = true
    }
    fieldset.classList.add('judged')
    const exact = options.every((option) => isRight(option) === isChosen(option))
    const some = options.some((option) => isRight(option) && isChosen(option))
    form.querySelector(`[data-result=${exact ? 'right' : some ? 'partly' : 'not'}]`)?.removeAttribute('hidden')
    check.hidden = true
    next.hidden = false
    next.focus({ preventScroll: true })
    form
      .querySelector('[data-result]:not([hidden])')
      ?.scrollIntoView({ block: 'nearest', behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' })
  }

  const save = async (choiceIds: string[]) => {
    const fields = new FormData(form)
    status.textContent = status.dataset.saving ?? ''
    const [, course, card] = location.pathname.match(/^\/courses\/([^/]+)\/([^/]+)/) ?? []
    const answer = await fetch(`/api/v1/course-progress/${course}/cards/${card}`, {
      method: 'PUT',
      keepalive: true,
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ courseVersion: Number(fields.get('version')), choiceIds }),
    })
    if (!answer.ok) throw new Error(String(answer.status))
    status.textContent = status.dataset.saved ?? ''
  }

  form.addEventListener('submit', (event) => {
    if (event.submitter !== check) return
    const chosen = options.filter(isChosen).flatMap((option) => inputOf(option)?.value ?? [])
    // The page itself says what is missing.
    if (chosen.length === 0) return
    event.preventDefault()
    judge()
    let saving = save(chosen)
    const failed = () => {
      status.textContent = status.dataset.notSaved ?? ''
    }
    saving.catch(failed)
    next.addEventListener('click', (click) => {
      click.preventDefault()
      saving.then(
        () => location.assign(next.href),
        () => {
          saving = save(chosen)
          saving.then(() => location.assign(next.href), failed)
        },
      )
    })
  })
}
