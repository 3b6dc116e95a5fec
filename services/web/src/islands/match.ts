/// <reference lib="dom" />
import { resultOfPlaces } from '../components/cards/judging.ts'
import { checkAtOnce } from './_checking.ts'

/** Shows at once what belongs together. */
for (const fieldset of document.querySelectorAll<HTMLFieldSetElement>('[data-question=match]:not(.judged)')) {
  const pairs = [...fieldset.querySelectorAll<HTMLElement>('[data-pair]')].flatMap((row) => {
    const select = row.querySelector('select')
    return select ? [{ row, select, pairId: row.dataset.pair, right: row.querySelector('[data-right]')?.textContent ?? '' }] : []
  })

  checkAtOnce(fieldset, {
    answers: () => pairs.filter(({ select }) => select.value).map(({ select }) => [select.name, select.value]),
    judge: () =>
      resultOfPlaces(
        pairs.map(({ row, select, pairId }) => {
          const found = select.value === pairId
          if (found) row.classList.add('right', 'chosen')
          const chosen = pairs.find((pair) => pair.pairId === select.value)
          const yours = row.querySelector('.if-not')
          if (chosen && yours) yours.textContent = (fieldset.dataset.yours ?? '').replace('#', () => chosen.right)
          return found
        }),
      ),
  })
}
