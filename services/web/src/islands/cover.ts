/// <reference lib="dom" />
/** A course that is begun again begins afresh; and here swiping and arrow keys turn the cards, so the page may say so. */
const cover = document.querySelector<HTMLElement>('[data-afresh]')
for (const key of Object.keys(sessionStorage)) if (key.startsWith(`handrail-answers ${cover?.dataset.afresh}/`)) sessionStorage.removeItem(key)
cover?.removeAttribute('hidden')
