import type { Child } from 'hono/jsx'

const Person = ({ x, y }: { x: number; y: number }) => (
  <>
    <circle class="fill" cx={x} cy={y - 37} r="5" />
    <path class="body" d={`M${x} ${y - 25}V${y - 7}`} />
  </>
)

/** Small drawings for pages with little else on them: always the stair, the rail, and one thing more. */
const scenes = {
  /** A word is on its way: a letter waits at the top. */
  letter: (
    <>
      <path class="strong" d="M0 112V96H46V80H92V64H138V112z" />
      <path class="pale" d="M138 112V64H240V112z" />
      <path class="post" d="M23 66V94M69 50V78M115 34V62M222 34V62" />
      <path class="rail" d="M115 34H222" />
      <path class="held" d="M23 66 69 50 115 34" />
      <Person x={92} y={80} />
      <rect class="paper" x="146" y="28" width="54" height="36" rx="4" />
      <path class="line" d="m147 31 26 20 26-20" />
      <circle class="warm" cx="199" cy="29" r="6" />
    </>
  ),
  /** Nothing to do here: a landing with a window and a plant. */
  landing: (
    <>
      <path class="pale" d="M0 112V96H46V80H240V112z" />
      <rect class="paper" x="144" y="2" width="58" height="40" rx="4" />
      <circle class="warm" cx="160" cy="28" r="7" />
      <path class="line" d="M173 2V42" />
      <path class="post" d="M23 66V94M69 50V78M124 50V78M222 50V78" />
      <path class="rail" d="M23 66 69 50H222" />
      <path class="strong" d="M92 66h18l-3 14H95z" />
      <path class="stem" d="M101 66V46M101 60c-9 0-12-5-12-11M101 56c8 0 11-5 11-11" />
    </>
  ),
  /** No page stands here: a post with signs, and the stair goes on. */
  signpost: (
    <>
      <path class="pale" d="M148 112V96H194V80H240V112z" />
      <path class="strong" d="M0 112V96H148V112z" />
      <path class="post" d="M171 66V94M217 50V78" />
      <path class="rail" d="M125 82 171 66 217 50" />
      <path class="line" d="M88 96V16" />
      <path class="paper" d="M88 22H128l9 9-9 9H88z" />
      <path class="paper" d="M88 46H52l-9 9 9 9H88z" />
      <path class="soft" d="M98 31H118M78 55H60" />
      <circle class="warm" cx="88" cy="14" r="5" />
      <Person x={28} y={96} />
    </>
  ),
  /** Catching one's breath: somebody sits on a step, a cup beside them. */
  pause: (
    <>
      <path class="strong" d="M0 112V96H60V80H120V112z" />
      <path class="pale" d="M120 112V64H180V48H240V112z" />
      <path class="post" d="M30 52V94M150 20V62M210 4V46" />
      <path class="rail" d="M30 52 90 36 150 20 210 4" />
      <circle class="fill" cx="104" cy="36" r="5" />
      <path class="body" d="M104 48V60" />
      <path class="seat" d="M103 71H90V84" />
      <path class="paper" d="M58 68H72V78a2 2 0 0 1-2 2H60a2 2 0 0 1-2-2z" />
      <path class="line" d="M58 71h-4v4h4" />
      <path class="stem" d="M62 62c-2-3 2-4 0-7M68 62c-2-3 2-4 0-7" />
    </>
  ),
  /** Somebody else’s room: a closed door, and the stair goes past it. */
  door: (
    <>
      <path class="pale" d="M0 112V96H46V80H138V112z" />
      <path class="strong" d="M138 112V80H194V64H240V112z" />
      <path class="post" d="M23 66V94M161 50V78M217 34V62" />
      <path class="rail" d="M23 66 69 50M138 56 161 50 217 34" />
      <rect class="paper" x="78" y="18" width="40" height="62" rx="2" />
      <path class="soft" d="M85 26H111V48H85zM85 56H111V72H85z" />
      <circle class="warm" cx="112" cy="52" r="3.5" />
      <Person x={164} y={80} />
    </>
  ),
} satisfies Record<string, Child>

export type SceneName = keyof typeof scenes
export const sceneNames = Object.keys(scenes) as SceneName[]

/** A drawing that says nothing by itself: the words below it do. */
export const Scene = ({ of }: { of: SceneName }) => (
  <div class="drawing scene">
    <svg viewBox="0 0 240 112" aria-hidden="true">
      {scenes[of]}
    </svg>
  </div>
)
