import type { AssignmentStep } from '@handrail/contracts'
import type { Words } from '../words/words.ts'

/** The switch for what a phone keeps. Nobody chose it by not seeing it: it shows where scripts run and service workers are. */
export const KeepCourses = ({ words: { t, number }, steps }: { words: Words; steps: readonly AssignmentStep[] }) => {
  if (steps.length === 0) return null
  const size = steps.reduce((sum, { kilobytes }) => sum + (kilobytes ?? 0), 0)
  return (
    <section class="sheet" aria-labelledby="kept" data-keep-courses hidden>
      <h2 id="kept">{t('kept.title')}</h2>
      <label class="switch">
        <input type="checkbox" autocomplete="off" aria-describedby="kept-hint" />
        <span>{t('kept.switch', { count: steps.length, size: t('frame.kilobytes', { size: number(size) }) })}</span>
      </label>
      <p class="hint" id="kept-hint">
        {t('kept.hint')}
      </p>
      <p
        class="hint"
        role="status"
        data-on={t('kept.state-on')}
        data-off={t('kept.state-off')}
        data-getting={t('kept.state-getting')}
        data-later={t('kept.state-later')}
      />
    </section>
  )
}
