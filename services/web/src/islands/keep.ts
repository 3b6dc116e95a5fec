/// <reference lib="dom" />
/** Keeps a reflection and ticks in this tab until it is closed or signed out, and never sends them. */
const fields = document.querySelectorAll<HTMLTextAreaElement | HTMLInputElement>('[data-keep]')

for (const field of fields) {
  const key = `handrail-${field.dataset.keep}`
  const kept = sessionStorage.getItem(key)
  if (kept !== null) {
    if (field.type === 'checkbox') (field as HTMLInputElement).checked = kept === 'yes'
    else field.value = kept
  }
  field.addEventListener('input', () => {
    sessionStorage.setItem(key, field.type === 'checkbox' ? ((field as HTMLInputElement).checked ? 'yes' : 'no') : field.value)
  })
}
