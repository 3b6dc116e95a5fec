import type { SignedInVisit } from '../edge/visit.ts'

/** A place for the checklists that this device keeps: its island fills it. Without JavaScript there are none. */
export const MyChecklists = ({ visit: { words, me } }: { visit: SignedInVisit }) => {
  const { t, language } = words
  return (
    <section class="stack" aria-labelledby="checklists" data-checklists={me.personId} data-language={language} hidden>
      <div>
        <h2 id="checklists" tabindex={-1}>
          {t('home.checklists')}
        </h2>
        <p class="hint">{t('home.checklists-lead')}</p>
      </div>
      <template>
        <article class="sheet">
          <h3>
            <a href="/">{t('course.back-to-card')}</a>
          </h3>
          <ul class="ticks">
            <template>
              <li>
                <label class="tick">
                  <input type="checkbox" autocomplete="off" />
                  <span />
                </label>
              </li>
            </template>
          </ul>
          <button class="link" type="button">
            {t('home.checklist-away')}
          </button>
        </article>
      </template>
    </section>
  )
}
