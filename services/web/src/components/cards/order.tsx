import type { Words } from '../../words/words.ts'
import { type Answers, arranged, unplaced } from './answers.ts'
import { type OrderScreen, placeField } from './screen.ts'

type Props = { words: Words; screen: OrderScreen; answers: Answers; judged: boolean; wrong?: boolean }

/**
 * Things to put in order: a number for each; the island `order.ts` makes them movable instead. Once judged, they stand
 * in the right order and say why.
 */
export const OrderTask = ({ words: { t }, screen, answers, judged, wrong }: Props) => {
  const { items } = screen
  const total = items.length
  const toMend = wrong ? unplaced(screen, answers) : []
  return (
    <fieldset
      class={judged ? 'choices judged' : 'choices'}
      data-question="order"
      data-screen={screen.screenId}
      data-yours={t('course.order-yours', { place: '#' })}
      data-moved={t('course.order-moved', { item: '@', place: '#', total })}
    >
      <legend class="hint">{t('course.order-legend')}</legend>
      <ol class="order">
        {(judged ? items : arranged(screen, answers)).map((item) => {
          const field = placeField(item)
          const right = items.indexOf(item) + 1
          const place = answers.get(field)
          return (
            <li class={judged && place === String(right) ? 'option row right chosen' : 'option row'} data-place={right}>
              {judged ? null : (
                <select id={field} name={field} autocomplete="off" aria-invalid={toMend.includes(item) ? 'true' : undefined}>
                  <option value="">–</option>
                  {items.map((_, index) => (
                    <option selected={place === String(index + 1)}>{index + 1}</option>
                  ))}
                </select>
              )}
              <label for={judged ? undefined : field}>{item.text}</label>
              <p class="feedback">
                <b class="if-chosen">{t('course.order-in-place')}</b>
                <b class="if-not">{judged && place ? t('course.order-yours', { place }) : ''}</b> {item.why}
              </p>
            </li>
          )
        })}
      </ol>
      {judged ? null : (
        <template data-moves>
          <span class="moves">
            <button type="button" class="up" aria-label={t('course.order-up', { item: '@' })} />
            <button type="button" class="down" aria-label={t('course.order-down', { item: '@' })} />
          </span>
        </template>
      )}
      <p class="unseen" role="status" data-said />
    </fieldset>
  )
}
