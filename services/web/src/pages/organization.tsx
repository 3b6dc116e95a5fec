import type { OrganizationPage, PersonRow, Role } from '@handrail/contracts'
import { Hono } from 'hono'
import type { z } from 'zod'
import type { PageDeps } from '../app.tsx'
import { peopleInWords } from '../components/counted.ts'
import { page } from '../components/page.tsx'
import { asCell, asColumnHeader, asRow, asRowHeader, asRows, asTable } from '../components/table-roles.ts'
import { type Env, signedIn } from '../edge/visit.ts'
import { organization as english } from '../words/en/organization.ts'
import { inWords, opened } from '../words/in-words.ts'
import type { PlainKey, Words } from '../words/words.ts'

type Organization = z.infer<typeof OrganizationPage>
type Person = z.infer<typeof PersonRow>

const isWord = (key: string): key is keyof typeof english & PlainWord => Object.hasOwn(english, key)
type PlainWord = PlainKey extends infer Key ? (Key extends `organization.${infer Word}` ? Word : never) : never

/** The words for an id that comes from content; the id itself where there are none yet. */
const named = ({ t }: Words, key: string, id: string) => (isWord(key) ? t(`organization.${key}`) : id.replaceAll('-', ' '))

/** What somebody does beside learning, which everybody does. */
const rolesOf = ({ t }: Words, roles: readonly Role[]) => roles.flatMap((role) => (role === 'learner' ? [] : [t(`organization.role-${role}`)]))

const sentence = (words: Words, { people, sites }: Organization) => {
  const { t } = words
  const teams = sites.reduce((sum, site) => sum + site.teams.length, 0)
  return opened(
    t('organization.sentence', {
      people: peopleInWords(words, people),
      sites: t('organization.sites-count', { count: sites.length, sites: inWords(words, sites.length) }),
      teams: t('organization.teams-count', { count: teams, teams: inWords(words, teams) }),
    }),
  )
}

const Sites = ({ words, organization }: { words: Words; organization: Organization }) => {
  const { t } = words
  return (
    <section class="stack">
      <h2>{t('organization.sites')}</h2>
      {organization.sites.length === 0 ? <p class="soft">{t('organization.sites-empty')}</p> : null}
      <ul class="sites">
        {organization.sites.map((site) => (
          <li class="sheet">
            <h3>{site.name}</h3>
            <ul>
              {site.teams.map((team) => (
                <li>{t('organization.team-people', { team: team.name, people: peopleInWords(words, team.people) })}</li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  )
}

const People = ({ words, people }: { words: Words; people: readonly Person[] }) => {
  const { t } = words
  return (
    <table class="roster" {...asTable} aria-labelledby="everybody">
      <thead {...asRows}>
        <tr {...asRow}>
          {(['organization.name', 'organization.job', 'organization.teams', 'organization.roles', 'organization.language'] as const).map((key) => (
            <th {...asColumnHeader}>{t(key)}</th>
          ))}
        </tr>
      </thead>
      <tbody {...asRows}>
        {people.map((person) => (
          <tr {...asRow}>
            <th {...asRowHeader}>{person.name}</th>
            <td {...asCell}>{named(words, `job-${person.roleProfile}`, person.roleProfile)}</td>
            <td {...asCell}>{person.teams.join(', ')}</td>
            <td {...asCell}>{rolesOf(words, person.roles).join(', ')}</td>
            <td {...asCell}>{t(`organization.language-${person.language}`)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The agency as its lead sees it: sites, teams and people. What anybody answers or learns is not here. */
export const organizationPages = ({ clients }: PageDeps) => {
  const pages = new Hono<Env>()
  pages.get('/organization', async (c) => {
    const visit = signedIn(c)
    const { words } = visit
    const { t } = words
    const after = c.req.query('after')
    const [organization, people] = await Promise.all([clients.people.organization(visit), clients.people.everybody(visit, after)])
    return page(
      c,
      { title: organization.name, styles: ['teams'], wide: true },
      <>
        <div class="opening">
          <p class="soft">{t('teams.place', { team: organization.name, site: named(words, organization.province, organization.province) })}</p>
          <h1>{sentence(words, organization)}</h1>
        </div>
        {after ? null : <Sites words={words} organization={organization} />}
        <section class="stack">
          <h2 id="everybody">{t('organization.people')}</h2>
          <p class="soft">{t(people.rows.length === 0 ? 'organization.people-empty' : 'organization.people-lead')}</p>
          {people.rows.length === 0 ? null : <People words={words} people={people.rows} />}
          <nav class="pair" aria-label={t('organization.people')}>
            {people.next ? (
              <a class="second" href={`/organization?${new URLSearchParams({ after: people.next })}#everybody`}>
                {t('organization.more')}
              </a>
            ) : null}
            {after ? (
              <a class="second" href="/organization#everybody">
                {t('organization.from-start')}
              </a>
            ) : null}
          </nav>
        </section>
      </>,
    )
  })
  return pages
}
