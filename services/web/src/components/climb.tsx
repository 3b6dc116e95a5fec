type ClimbProps = { label: string; total: number; at: number; done?: readonly boolean[]; of?: string; out?: { href: string; label: string } }
/** Where you are on a short climb, in words and as a row of steps; `of` says of what, `out` leads away from it. */
export const Climb = ({ label, total, at, done, of, out }: ClimbProps) => (
  <div class="climb">
    <ol aria-hidden="true">
      {Array.from({ length: total }, (_, index) => (
        <li class={index === at ? 'now' : (done ? done[index] : index < at) ? 'done' : undefined} />
      ))}
    </ol>
    <p>
      <span>
        <span>{label}</span>
        {of ? <span> · {of}</span> : null}
      </span>
      {out ? <a href={out.href}>{out.label}</a> : null}
    </p>
  </div>
)
