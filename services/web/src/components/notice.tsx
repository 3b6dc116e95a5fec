import type { Child } from 'hono/jsx'
import { Scene, type SceneName } from './scene.tsx'

/** A quiet word. `good` for what went well, `calm` for what to know, and the warm one for what to do. */
export const Notice = ({ tone, children, status = false }: { tone?: 'good' | 'calm'; children: Child; status?: boolean }) => (
  <div class={tone ? `notice ${tone}` : 'notice'} role={status ? 'status' : undefined}>
    {children}
  </div>
)

type EmptyProps = { title: string; lead: string; action?: { href: string; label: string }; scene?: SceneName }
/** Nothing here yet, and the one thing to do about it. */
export const Empty = ({ title, lead, action, scene }: EmptyProps) => (
  <section class="sheet">
    {scene ? <Scene of={scene} /> : null}
    <h2>{title}</h2>
    <p>{lead}</p>
    {action ? (
      <a class="go short" href={action.href}>
        {action.label}
      </a>
    ) : null}
  </section>
)
