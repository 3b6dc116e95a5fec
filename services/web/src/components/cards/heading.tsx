import type { Child } from 'hono/jsx'

/** The heading of a screen takes the focus as the page opens: whoever listens, or goes by keyboard, begins to read right there. */
export const Heading = ({ children, focus = true }: { children: Child; focus?: boolean }) => (
  <h1 tabindex={-1} autofocus={focus}>
    {children}
  </h1>
)
