import type { Child } from 'hono/jsx'

export type StepItem = { state: 'done' | 'now' | 'to-do'; title: Child; notes: readonly Child[] }

/** Steps in order, each with what is worth saying about it. */
export const StepList = ({ items }: { items: readonly StepItem[] }) => (
  <ol class="steps">
    {items.map(({ state, title, notes }) => (
      <li class={state === 'to-do' ? undefined : state} aria-current={state === 'now' ? 'step' : undefined}>
        {title}
        {notes.map((note) => (note ? <small>{note}</small> : null))}
      </li>
    ))}
  </ol>
)
