import type { Card } from '@handrail/contracts'
import type { Words } from '../../words/words.ts'
import { Markdown } from '../markdown.tsx'

/** No name and no form: what is written here cannot be sent. */
export const Reflection = ({ words: { t }, card, keepAs }: { words: Words; card: Extract<Card, { kind: 'reflection' }>; keepAs: string }) => (
  <>
    <Markdown text={card.body} />
    <div class="field">
      <label for="reflection">{t('course.reflection-field')}</label>
      <p class="hint" id="reflection-hint">
        {t('course.reflection-hint')}
      </p>
      <textarea id="reflection" rows={5} autocomplete="off" aria-describedby="reflection-hint" data-keep={keepAs} />
    </div>
  </>
)
