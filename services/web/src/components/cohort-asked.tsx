import type { MyCohorts } from '@handrail/contracts'
import type { SignedInVisit } from '../edge/visit.ts'
import { describedBy, Field } from './form.tsx'

export type Asked = MyCohorts['asked'][number] & { name: string; card: string | null; draft: string; error: string | undefined }

/** What somebody asked, in their words, and the answer right below. */
export const AskedForHelp = ({ visit: { words, me, now }, asked }: { visit: SignedInVisit; asked: Asked }) => {
  const { t, pick, dayOf } = words
  const { helpRequestId, name, title, card, question, askedAt, draft, error } = asked
  const field = `answer-${helpRequestId}`
  const course = title ? pick(title) : null
  return (
    <article class="sheet" aria-labelledby={`asked-${helpRequestId}`}>
      <div>
        <h3 id={`asked-${helpRequestId}`}>{t('cohort.asked-on', { name, date: dayOf(askedAt, me.timeZone, now) })}</h3>
        {course ? <p class="soft">{card ? t('cohort.at-card', { course, card }) : t('cohort.at-course', { course })}</p> : null}
      </div>
      {question ? <blockquote>{question}</blockquote> : <p>{t('cohort.no-words')}</p>}
      <Field id={field} label={t('cohort.answer-to', { name })} hint={t('cohort.answer-hint', { name })} error={error}>
        <textarea
          id={field}
          name={field}
          rows={3}
          maxlength={2000}
          aria-invalid={error ? 'true' : undefined}
          aria-describedby={describedBy(field, true, error)}
        >
          {draft}
        </textarea>
      </Field>
      <button class="go short" type="submit" name="answer" value={helpRequestId}>
        {t('cohort.send-to', { name })}
      </button>
    </article>
  )
}
