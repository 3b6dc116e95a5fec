const WIDTH = 328
const MOST_STEPS = 14

const n = (value: number) => Number(value.toFixed(1))

/** A path as a stair with its rail: steps climbed, somebody who holds on, the steps ahead. Says nothing by itself. `stepping` up, once. */
export const Stair = ({ steps, done, tall = false, stepping = false }: { steps: number; done: number; tall?: boolean; stepping?: boolean }) => {
  const count = Math.max(1, Math.min(steps, MOST_STEPS))
  const at = Math.min(count - 1, steps > count ? Math.floor((done / steps) * count) : done)
  const finished = done >= steps
  const rise = Math.min(tall ? 22 : 13, (tall ? 110 : 66) / count)
  const size = tall ? 1 : 0.8
  const rail = 30 * size
  const base = n(count * rise + rail + 22 * size)
  const run = WIDTH / count
  const top = (index: number) => n(base - (index + 1) * rise)
  const middle = (index: number) => n(run * (index + 0.5))
  const solid = (from: number, to: number) => {
    let path = `M${n(from * run)} ${base}`
    for (let index = from; index <= to; index++) path += `V${top(index)}H${n((index + 1) * run)}`
    return `${path}V${base}z`
  }
  const hold = (index: number) => n(top(index) - rail)
  const railTo = (from: number, to: number) => `M${middle(from)} ${hold(from)}L${middle(to)} ${hold(to)}`
  const person = { x: middle(at), y: top(at) }
  const highest = n(Math.min(person.y - 50 * size, hold(count - 1) - 3))
  return (
    <svg class={stepping ? 'stair stepping' : 'stair'} viewBox={`0 ${highest} ${WIDTH} ${n(base - highest)}`} aria-hidden="true">
      {at < count - 1 ? <path class="ahead" d={solid(at + 1, count - 1)} /> : null}
      <path class="climbed" d={solid(0, at)} />
      {finished ? null : <path class="tread" d={`M${n(at * run + 2)} ${person.y + 2.5}H${n((at + 1) * run - 2)}`} />}
      <path class="post" d={Array.from({ length: count }, (_, index) => `M${middle(index)} ${hold(index)}V${top(index) - 2}`).join('')} />
      {count > 1 ? <path class="rail" d={railTo(0, count - 1)} /> : null}
      {at > 0 ? <path class="held" pathLength="1" d={railTo(0, at)} /> : null}
      <g class="person">
        <circle cx={person.x} cy={n(person.y - 43 * size)} r={n(6 * size)} />
        <path d={`M${person.x} ${n(person.y - 28 * size)}V${n(person.y - 7 * size)}`} stroke-width={n(11 * size)} />
      </g>
    </svg>
  )
}
