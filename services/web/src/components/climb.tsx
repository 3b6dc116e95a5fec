import type { Child } from 'hono/jsx'

type StepsProps = { total: number; at: number; done?: readonly boolean[] | undefined }
/** A row of steps; words say the same beside it. */
export const Steps = ({ total, at, done }: StepsProps) => (
  <ol aria-hidden="true">
    {Array.from({ length: total }, (_, index) => (
      <li class={index === at ? 'now' : (done ? done[index] : index < at) ? 'done' : undefined} />
    ))}
  </ol>
)

type ClimbProps = StepsProps & { label: string; of?: string; out?: { href: string; label: string }; steps?: Child }
/** Where you are on a short climb, in words and as a row of steps; `of` says of what, `out` leads away from it. */
export const Climb = ({ label, total, at, done, of, out, steps }: ClimbProps) => (
  <div class="climb">
    {steps ?? <Steps total={total} at={at} done={done} />}
    <p>
      <span>
        <span>{label}</span>
        {of ? <span> · {of}</span> : null}
      </span>
      {out ? <a href={out.href}>{out.label}</a> : null}
    </p>
  </div>
)
