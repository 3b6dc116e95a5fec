import type { Card } from '@handrail/contracts'
import type { Words } from '../../words/words.ts'
import { Markdown } from '../markdown.tsx'

/** Whose checklist it is, and of which course, where it may be kept on this device. */
export type KeptList = { personId: string; courseId: string; courseVersion: number; courseTitle: string }
type Props = { words: Words; card: Extract<Card, { kind: 'checklist' }>; keepAs: string; kept: KeptList | null }

/** Ticks for oneself: they have no name and no form. On one's own device they stay for the week, on a shared one in this tab. */
export const Checklist = ({ words: { t, language }, card, keepAs, kept }: Props) => (
  <>
    <Markdown text={card.body} />
    <ul
      class="ticks"
      data-checklist={kept ? `${kept.personId} ${kept.courseId}/${card.cardId}` : undefined}
      data-version={kept?.courseVersion}
      data-title={kept?.courseTitle}
      data-language={kept ? language : undefined}
    >
      {card.items.map((item, index) => (
        <li>
          <label class="tick">
            <input type="checkbox" autocomplete="off" data-keep={kept ? undefined : `${keepAs}-${index}`} />
            <span>{item}</span>
          </label>
        </li>
      ))}
    </ul>
    <p class="hint">{t('course.checklist-hint')}</p>
    {kept ? (
      <p class="hint" data-checklist-kept hidden>
        {t('course.checklist-kept')}
      </p>
    ) : null}
  </>
)
