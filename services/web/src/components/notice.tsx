import type { Child } from 'hono/jsx'

/** A quiet word. `good` for what went well, `calm` for what to know, and the warm one for what to do. */
export const Notice = ({ tone, children, status = false }: { tone?: 'good' | 'calm'; children: Child; status?: boolean }) => (
  <div class={tone ? `notice ${tone}` : 'notice'} role={status ? 'status' : undefined}>
    {children}
  </div>
)

/** Nothing here yet, and the one thing to do about it. */
export const Empty = ({ title, lead, action }: { title: string; lead: string; action?: { href: string; label: string } }) => (
  <section class="sheet">
    <h2>{title}</h2>
    <p>{lead}</p>
    {action ? (
      <a class="go short" href={action.href}>
        {action.label}
      </a>
    ) : null}
  </section>
)
