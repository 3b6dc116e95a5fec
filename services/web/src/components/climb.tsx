/** Where you are on a short climb, in words and as a row of steps. */
export const Climb = ({ label, total, at, done }: { label: string; total: number; at: number; done?: readonly boolean[] }) => (
  <div class="climb">
    <ol aria-hidden="true">
      {Array.from({ length: total }, (_, index) => (
        <li class={index === at ? 'now' : (done ? done[index] : index < at) ? 'done' : undefined} />
      ))}
    </ol>
    <p>{label}</p>
  </div>
)
