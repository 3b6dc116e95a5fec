import { audiences, type ConsentLedger } from '@handrail/contracts'
import type { z } from 'zod'
import type { SignedInVisit } from '../edge/visit.ts'

type Entries = z.infer<typeof ConsentLedger>['entries']

/** Who sees what, an audience a row. Each is an act of its own, and can be taken back. `from` says where to return to. */
export const Ledger = ({ visit, entries, from }: { visit: SignedInVisit; entries: Entries; from: 'plan' | 'sharing' }) => {
  const { t, dayOf } = visit.words
  const state = (granted: boolean, changedAt: string | null) => {
    if (!changedAt) return t(granted ? 'sharing.on' : 'sharing.off')
    return t(granted ? 'sharing.on-since' : 'sharing.off-since', { date: dayOf(changedAt, visit.me.timeZone, visit.now) })
  }
  // On my picture it stands under a heading of its own.
  const Heading = from === 'plan' ? 'h3' : 'h2'
  return (
    <ul class="ledger-rows">
      {audiences.map((audience) => {
        const entry = entries.find((each) => each.audience === audience)
        const granted = entry?.granted ?? false
        return (
          <li>
            <Heading id={audience}>{t(`sharing.${audience}`)}</Heading>
            <p class="soft">{t(`sharing.${audience}-sees`)}</p>
            <form class="between" method="post" action={`/sharing/${audience}`}>
              <input type="hidden" name="from" value={from} />
              <span class={granted ? 'state on' : 'state'}>{state(granted, entry?.changedAt ?? null)}</span>
              <button
                class="second"
                type="submit"
                name="granted"
                value={granted ? 'no' : 'yes'}
                aria-label={t(granted ? 'sharing.stop-what' : 'sharing.share-what', { what: t(`sharing.${audience}`) })}
              >
                {t(granted ? 'sharing.stop' : 'sharing.share')}
              </button>
            </form>
          </li>
        )
      })}
    </ul>
  )
}
