export type SignKind = 'first' | 'path' | 'champion'

/** Drawn once each, in the colours of the page: a first step, a stair climbed, a hand at the rail. */
const drawings: Record<SignKind, string> = {
  first: 'M10 37h12v-10h16v10',
  path: 'M9 38h8v-7h8v-7h8v-7h6',
  champion: 'M14 38c0-8 4-11 10-11s10 3 10 11',
}

const rails: Record<SignKind, string> = { first: 'M10 26 36 13', path: 'M9 28 33 9', champion: 'M8 32 40 22' }

/** A plain sign for something done. It says nothing by itself: the words stand beside it. */
export const Sign = ({ kind }: { kind: SignKind }) => (
  <svg class="sign" viewBox="0 0 48 48" aria-hidden="true">
    <circle cx="24" cy="24" r="23" />
    <path d={drawings[kind]} />
    {kind === 'champion' ? <circle class="head" cx="24" cy="18" r="5" /> : null}
    <path class="rail-line" d={rails[kind]} />
  </svg>
)
