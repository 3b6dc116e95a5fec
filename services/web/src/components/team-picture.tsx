import { type Level, levels, type TeamPicture as Picture } from '@handrail/contracts'
import type { Words } from '../words/words.ts'
import { asCell, asColumnHeader, asRow, asRowHeader, asRows, asTable } from './table-roles.ts'

const shares = ['few', 'some', 'half', 'most'] as const

/** The team’s picture as a table: words, with colour and pattern to scan by. */
const PictureTable = ({ words: { t, pick }, rows }: { words: Words; rows: Extract<Picture, { suppressed: false }>['rows'] }) => (
  <table class="picture" {...asTable} aria-labelledby="picture">
    <thead {...asRows}>
      <tr {...asRow}>
        <th {...asColumnHeader}>
          <span class="unseen">{t('teams.picture-competency')}</span>
        </th>
        {levels.map((level: Level) => (
          <th {...asColumnHeader}>{t(`level.${level}`)}</th>
        ))}
      </tr>
    </thead>
    <tbody {...asRows}>
      {rows.map(({ name, words }) => (
        <tr {...asRow}>
          <th {...asRowHeader}>{pick(name)}</th>
          {words ? (
            words.map((word) => (
              <td {...asCell} class={word}>
                {t(`teams.${word}`)}
              </td>
            ))
          ) : (
            <td {...asCell} class="none" colspan={4}>
              {t('teams.picture-row-suppressed')}
            </td>
          )}
        </tr>
      ))}
    </tbody>
  </table>
)

/** What the team can do; null when the service is away. */
export const TeamPicture = ({ words, picture }: { words: Words; picture: Picture | null }) => {
  const { t } = words
  return (
    <section class="stack">
      <h2 id="picture">{t('teams.picture')}</h2>
      {picture === null ? (
        <p class="soft">{t('teams.picture-away')}</p>
      ) : picture.suppressed ? (
        <p class="soft">{t('teams.picture-suppressed')}</p>
      ) : (
        <>
          <p class="soft">{t('teams.picture-lead')}</p>
          <PictureTable words={words} rows={picture.rows} />
          <details>
            <summary>{t('teams.picture-key')}</summary>
            <dl class="key">
              {shares.map((share) => (
                <div>
                  <dt class={share}>{t(`teams.${share}`)}</dt>
                  <dd>{t(`teams.key-${share}`)}</dd>
                </div>
              ))}
            </dl>
          </details>
        </>
      )}
    </section>
  )
}
