/// <reference lib="dom" />
import { resultOfChoices } from '../components/cards/judging.ts'
import { checkAtOnce } from './_checking.ts'

/** Shows at once what each choice means. */
for (const fieldset of document.querySelectorAll<HTMLFieldSetElement>('[data-question=choices]:not(.judged)')) {
  const options = [...fieldset.querySelectorAll<HTMLElement>('.option')].flatMap((option) => {
    const input = option.querySelector('input')
    return input ? [{ option, input, right: option.classList.contains('right') }] : []
  })
  const chosen = () => options.filter(({ input }) => input.checked)

  checkAtOnce(fieldset, {
    answers: () => chosen().map(({ input }) => [input.name, input.value]),
    judge: () => {
      for (const { option } of chosen()) option.classList.add('chosen')
      const several = options.some(({ input }) => input.type === 'checkbox')
      return resultOfChoices(
        options.map(({ right, input }) => ({ right, chosen: input.checked })),
        several,
      )
    },
    turnAfter: () => chosen()[0]?.option.dataset.leadsTo,
  })
}
