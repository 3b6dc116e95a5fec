/// <reference lib="dom" />
/** Between cards by swiping or the arrow keys, to the first and the last by Home and End. Going on does what "Next" does. */
const form = document.querySelector<HTMLFormElement>('#card')
const main = document.querySelector('main')

/** As wide as a thumb goes without meaning to. */
const FAR = 64
/** Where phones go back or forward themselves. */
const EDGE = 24

if (form && main) {
  const { first, before, after, last } = form.dataset
  const go = (href: string | undefined) => {
    if (href && href !== location.pathname + location.search) location.assign(href)
  }
  const onward = () => {
    const next = form.querySelector<HTMLElement>('[data-next]')
    if (!next) form.querySelector<HTMLElement>('.act .go')?.click()
    else if (next.hidden) go(after)
    else next.click()
  }
  const moves: Record<string, () => void> = { ArrowLeft: () => go(before), ArrowRight: onward, Home: () => go(first), End: () => go(last) }

  const isField = (target: EventTarget | null) => target instanceof Element && target.closest('input, select, textarea, summary, .moves')
  // Whoever zoomed in moves about the page with the same keys and fingers.
  const isZoomed = () => document.documentElement.scrollWidth > document.documentElement.clientWidth || (visualViewport?.scale ?? 1) > 1.05

  addEventListener('keydown', (event) => {
    const move = moves[event.key]
    if (!move || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey || isField(event.target) || isZoomed()) return
    event.preventDefault()
    move()
  })

  const isStill = matchMedia('(prefers-reduced-motion: reduce)')
  let from: { x: number; y: number } | null = null
  let sideways = 0
  const follow = (distance: number) => {
    main.style.transform = distance && !isStill.matches ? `translateX(${distance / 4}px)` : ''
  }
  const end = () => {
    from = null
    sideways = 0
    follow(0)
  }

  main.addEventListener(
    'touchstart',
    ({ touches, target }) => {
      end()
      const [touch] = touches
      if (!touch || touches.length > 1 || isField(target) || isZoomed()) return
      if (touch.clientX > EDGE && touch.clientX < innerWidth - EDGE) from = { x: touch.clientX, y: touch.clientY }
    },
    { passive: true },
  )
  main.addEventListener(
    'touchmove',
    ({ touches: [touch] }) => {
      if (!from || !touch) return
      const x = touch.clientX - from.x
      const y = Math.abs(touch.clientY - from.y)
      // Up and down is scrolling, from the first move on.
      if (!sideways && y > 10 && y > Math.abs(x) / 2) return end()
      if (Math.abs(x) > 12 && y < Math.abs(x) / 2) sideways = x
      follow(sideways && x)
    },
    { passive: true },
  )
  main.addEventListener('touchend', ({ changedTouches: [touch] }) => {
    // While the browser thinks of scrolling, it may hold back moves: where the finger left counts.
    const moved = from && sideways && touch ? touch.clientX - from.x : 0
    const distance = getSelection()?.isCollapsed === false ? 0 : moved
    end()
    if (distance < -FAR) onward()
    if (distance > FAR) go(before)
  })
  main.addEventListener('touchcancel', end)
}
