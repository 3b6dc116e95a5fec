/// <reference lib="dom" />
import { type KeptChecklist, keepChecklist, keptChecklists } from './_checklists.ts'

const SHOWN = 3

/** Shows on the home page what is left to tick of the last checklists on this device. */
const place = document.querySelector<HTMLElement>('[data-checklists]')
const form = place?.querySelector('template')
const { checklists: personId = '', language = '' } = place?.dataset ?? {}

type Pack = { title: string; cards: { cardId: string; items?: string[] }[] }

/** The same list in the language of the page. Where it cannot be had just now, the words stay as they were read. */
const inLanguage = async (list: KeptChecklist): Promise<KeptChecklist> => {
  if (list.language === language) return list
  try {
    const answer = await fetch(`/api/v1/micro-courses/${list.courseId}?language=${language}&version=${list.version}`)
    const { title, cards } = (await answer.json()) as Pack
    const items = cards.find(({ cardId }) => cardId === list.cardId)?.items
    return items?.length === list.items.length ? { ...list, title, items, language } : list
  } catch {
    return list
  }
}

const show = (list: KeptChecklist, number: number) => {
  if (!place || !form) return
  const sheet = document.importNode(form.content, true)
  const [article, link, ticks, away] = ['article', 'a', 'ul', 'button'].map((name) => sheet.querySelector<HTMLElement>(name))
  if (!article || !(link instanceof HTMLAnchorElement) || !ticks || !away) return
  link.textContent = list.title
  link.href = `/courses/${list.courseId}/${list.cardId}`
  link.id = `checklist-${number}`
  article.setAttribute('aria-labelledby', link.id)
  article.lang = list.language
  for (const [index, item] of list.items.entries()) {
    const row = ticks.querySelector('template')?.content.cloneNode(true) as DocumentFragment
    const box = row.querySelector('input')
    const text = row.querySelector('span')
    if (!box || !text) continue
    text.textContent = item
    box.checked = list.ticked[index] ?? false
    box.addEventListener('change', () => {
      list.ticked[index] = box.checked
      keepChecklist(personId, list)
    })
    ticks.append(row)
  }
  away.addEventListener('click', () => {
    keepChecklist(personId, { ...list, away: true })
    const others = place.querySelectorAll('article').length - 1
    article.remove()
    if (others > 0) place.querySelector('h2')?.focus()
    else {
      place.hidden = true
      document.querySelector('h1')?.focus()
    }
  })
  place.append(sheet)
}

const lists = personId ? keptChecklists(personId).filter(({ away, ticked }) => !away && ticked.includes(false)) : []
if (place && lists.length > 0) {
  const shown = await Promise.all(lists.slice(0, SHOWN).map(inLanguage))
  shown.forEach(show)
  place.hidden = false
}
