import type { MyCohorts } from '@handrail/contracts'
import type { SignedInVisit } from '../edge/visit.ts'

type Point = MyCohorts['talkingPoints'][number] & { name: string; card: string | null }

/** Who would like to talk, and about which card. They wrote nothing; they come and talk. */
export const WouldLikeToTalk = ({ visit: { words, me, now }, points }: { visit: SignedInVisit; points: readonly Point[] }) => {
  const { t, pick, dayOf } = words
  if (points.length === 0) return null
  return (
    <section class="stack" aria-labelledby="talk">
      <h2 id="talk">{t('cohort.talk')}</h2>
      <ul class="rows">
        {points.map(({ name, card, title, markedAt }) => {
          const course = title ? pick(title) : ''
          const date = dayOf(markedAt, me.timeZone, now)
          return (
            <li>
              <b>{t('cohort.talk-about', { name, card: card ?? course })}</b>
              <small>{card ? t('cohort.talk-in', { course, date }) : date}</small>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
