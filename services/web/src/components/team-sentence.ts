import type { TeamProgress } from '@handrail/contracts'
import { inWords, opened } from '../words/in-words.ts'
import type { Words } from '../words/words.ts'

export type TeamFacts = TeamProgress['facts']

/** Who moves and who is done: one clause, or two. */
const movement = (words: Words, { people, moving, finished }: TeamFacts): string[] => {
  const { t } = words
  const say = (count: number) => inWords(words, count)
  if (finished >= people) {
    if (people === 1) return [t('teams.finished-one-of-one')]
    return [people === 2 ? t('teams.finished-both') : t('teams.finished-all', { people: say(people) })]
  }
  if (moving === 0) {
    return [finished === 0 ? t('teams.quiet') : t('teams.finished-some', { count: finished, finished: say(finished), people: say(people) })]
  }
  const also = finished === 0 ? [] : [t('teams.also-finished', { count: finished, finished: say(finished) })]
  if (moving < people) return [t('teams.moving-some', { count: moving, moving: say(moving), people: say(people) }), ...also]
  if (people === 1) return [t('teams.moving-one-of-one')]
  return [people === 2 ? t('teams.moving-both') : t('teams.moving-all', { people: say(people) }), ...also]
}

/** Whose time is protected. Nothing to say when everybody is done and has it. */
const time = (words: Words, { people, finished, withoutProtectedTime: without }: TeamFacts): string | null => {
  const { t } = words
  if (without <= 0) {
    if (finished >= people) return null
    if (people === 1) return t('teams.time-one-yes')
    return t(people === 2 ? 'teams.time-both' : 'teams.time-all')
  }
  if (without < people) return t('teams.time-some', { count: without, without: inWords(words, without) })
  return t(people === 1 ? 'teams.time-one-no' : 'teams.time-nobody')
}

/** How a team is, in one sentence: "Nine of twelve are moving; two have no protected time." */
export const teamSentence = (words: Words, facts: TeamFacts): string => {
  const { t } = words
  if (facts.people === 0) return t('teams.nobody')
  const [first = '', second] = movement(words, facts)
  const last = time(words, facts)
  if (second && last) return opened(t('teams.clauses-three', { first, second, last }))
  if (second) return opened(t('teams.clauses-and', { first, second }))
  return opened(last ? t('teams.clauses-two', { first, last }) : t('teams.clauses-one', { first }))
}
