/// <reference lib="dom" />
import { keepChecklist, keptChecklist } from './_checklists.ts'

/** Keeps a checklist on this device through the week, for the home page too. */
const list = document.querySelector<HTMLElement>('[data-checklist]')
const [personId = '', courseId = '', cardId = ''] = list?.dataset.checklist?.split(/[ /]/) ?? []

if (list && cardId) {
  const boxes = [...list.querySelectorAll('input')]
  const before = keptChecklist(personId, { courseId, cardId })
  boxes.forEach((box, index) => {
    box.checked = before?.ticked[index] ?? box.checked
  })
  const keep = () =>
    keepChecklist(personId, {
      at: Date.now(),
      courseId,
      cardId,
      version: list.dataset.version ?? '',
      title: list.dataset.title ?? '',
      language: list.dataset.language ?? '',
      items: boxes.map((box) => box.nextElementSibling?.textContent ?? ''),
      ticked: boxes.map((box) => box.checked),
    })
  list.addEventListener('change', keep)
  // Whoever opened it has it at hand; put away on the home page, it stays away until something is ticked here.
  if (!before?.away) keep()
  document.querySelector('[data-checklist-kept]')?.removeAttribute('hidden')
}
