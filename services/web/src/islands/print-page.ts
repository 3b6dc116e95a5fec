/// <reference lib="dom" />
/** A button that prints: without JavaScript it stays away, and the browser prints by its own menu. */
const button = document.querySelector<HTMLButtonElement>('[data-print]')
button?.removeAttribute('hidden')
button?.addEventListener('click', () => window.print())
