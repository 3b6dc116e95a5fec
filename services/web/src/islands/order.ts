/// <reference lib="dom" />
import { resultOfPlaces } from '../components/cards/judging.ts'
import { checkAtOnce } from './_checking.ts'

const MOVE_MS = 180

/** Makes things to put in order movable by a button, and shows at once where each belongs. */
for (const fieldset of document.querySelectorAll<HTMLFieldSetElement>('[data-question=order]:not(.judged)')) {
  const list = fieldset.querySelector('ol')
  const moves = fieldset.querySelector<HTMLTemplateElement>('[data-moves]')
  const said = fieldset.querySelector<HTMLElement>('[data-said]')
  if (!list || !moves || !said) continue

  const rows = () => [...list.children] as HTMLElement[]
  const selectOf = (row: HTMLElement) => row.querySelector('select')
  const textOf = (row: HTMLElement) => row.querySelector('label')?.textContent ?? ''
  const belongsAt = (row: HTMLElement) => Number(row.dataset.place) - 1

  const number = () => {
    rows().forEach((row, index, all) => {
      const select = selectOf(row)
      if (select) select.value = String(index + 1)
      // Not `disabled`: who has just moved something to the top keeps the focus.
      row.querySelector('.up')?.setAttribute('aria-disabled', String(index === 0))
      row.querySelector('.down')?.setAttribute('aria-disabled', String(index === all.length - 1))
    })
  }

  const glide = (moved: HTMLElement[], change: () => void) => {
    const tops = moved.map((row) => row.getBoundingClientRect().top)
    change()
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return
    moved.forEach((row, index) => {
      const from = (tops[index] ?? 0) - row.getBoundingClientRect().top
      row.animate([{ transform: `translateY(${from}px)` }, { transform: 'none' }], { duration: MOVE_MS, easing: 'ease-out' })
    })
  }

  const move = (row: HTMLElement, by: -1 | 1) => {
    const neighbour = by < 0 ? row.previousElementSibling : row.nextElementSibling
    if (!(neighbour instanceof HTMLElement)) return
    // The neighbour goes round, for what leaves the page for a moment loses the focus.
    glide([row, neighbour], () => (by < 0 ? row.after(neighbour) : row.before(neighbour)))
    number()
    const place = String(rows().indexOf(row) + 1)
    fieldset.dispatchEvent(new Event('input'))
    said.textContent = (fieldset.dataset.moved ?? '').replace('#', place).replace('@', () => textOf(row))
  }

  for (const row of rows()) {
    const buttons = document.importNode(moves.content, true)
    for (const button of buttons.querySelectorAll('button')) {
      button.ariaLabel = button.ariaLabel?.replace('@', () => textOf(row)) ?? ''
      button.addEventListener('click', () => move(row, button.className === 'up' ? -1 : 1))
    }
    row.querySelector('label')?.after(buttons)
  }
  fieldset.classList.add('movable')
  number()

  checkAtOnce(fieldset, {
    answers: () => rows().flatMap((row): [string, string][] => [[selectOf(row)?.name ?? '', selectOf(row)?.value ?? '']]),
    judge: () => {
      const inPlace = rows().map((row, index) => {
        const right = belongsAt(row) === index
        row.classList.toggle('right', right)
        row.classList.toggle('chosen', right)
        const yours = row.querySelector('.if-not')
        if (yours) yours.textContent = (fieldset.dataset.yours ?? '').replace('#', String(index + 1))
        return right
      })
      list.append(...rows().sort((one, other) => belongsAt(one) - belongsAt(other)))
      return resultOfPlaces(inPlace)
    },
    putBack: () => {
      const placeOf = (row: HTMLElement) => Number(selectOf(row)?.value)
      list.append(...rows().sort((one, other) => placeOf(one) - placeOf(other)))
      number()
    },
  })
}
