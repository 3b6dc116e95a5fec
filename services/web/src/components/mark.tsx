/** The sign: a stair with a rail. */
export const Mark = () => (
  <svg viewBox="0 0 30 26" fill="none" stroke="currentColor" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
    <path d="M3 24h7v-5h7v-5h7V9h3" />
    <path class="rail-line" d="M4 16 21 3" />
  </svg>
)

export const BackArrow = () => (
  <svg viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
    <path d="M12 4 6 10l6 6" />
  </svg>
)

export const PersonSign = () => (
  <svg viewBox="0 0 22 22" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" aria-hidden="true">
    <circle cx="11" cy="7.5" r="3.8" />
    <path d="M3.8 19c1-4 3.8-5.5 7.2-5.5s6.2 1.5 7.2 5.5" />
  </svg>
)
