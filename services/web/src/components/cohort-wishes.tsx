import type { HelpWishes } from '@handrail/contracts'
import type { Words } from '../words/words.ts'

/** What people of the cohort chose to say they would like help with. Whoever has not shared it is not there. */
export const WouldLikeHelp = ({ words: { t, pick }, wishes, names }: { words: Words; wishes: HelpWishes | null; names: ReadonlyMap<string, string> }) => {
  const named = wishes?.people.flatMap(({ personId, competencies }) => {
    const name = names.get(personId)
    return name ? [{ name, what: competencies.map((competency) => pick(competency.name)).join(' · ') }] : []
  })
  if (!named || named.length === 0) return null
  return (
    <section class="stack">
      <h2>{t('cohort.wishes')}</h2>
      <p class="soft">{t('cohort.wishes-lead')}</p>
      <ul class="rows">
        {named.map(({ name, what }) => (
          <li>
            <b>{name}</b>
            <small>{what}</small>
          </li>
        ))}
      </ul>
    </section>
  )
}
