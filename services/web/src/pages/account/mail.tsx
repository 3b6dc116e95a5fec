import { type DigestSection, digestSections, Preferences, type Role } from '@handrail/contracts'
import { type Context, Hono } from 'hono'
import type { PageDeps } from '../../app.tsx'
import { Choices, ErrorSummary } from '../../components/form.tsx'
import { Notice } from '../../components/notice.tsx'
import { page } from '../../components/page.tsx'
import { choiceOf, formOf } from '../../edge/form.ts'
import { forgetKept, keptFields } from '../../edge/kept.ts'
import { type Env, type SignedInVisit, signedIn } from '../../edge/visit.ts'

type Chosen = Pick<Preferences, 'digest' | 'helpAnswers'> & { sections: readonly string[] }

const frequencies = Preferences.shape.digest.options
const moments = Preferences.shape.helpAnswers.options
const place = '/account/mail'

const sectionOf: Readonly<Record<DigestSection, Role>> = { 'my-learning': 'learner', 'my-teams': 'manager', 'my-cohort': 'champion' }
/** Of the digest's sections, those that somebody with these roles can get. */
const sectionsFor = (roles: readonly Role[]) => digestSections.filter((section) => roles.includes(sectionOf[section]))

/** What of a form can be shown again: also what another language was switched to with. */
const chosenIn = (fields: URLSearchParams, before: Preferences): Chosen => ({
  digest: frequencies.find((each) => each === fields.get('digest')) ?? before.digest,
  helpAnswers: moments.find((each) => each === fields.get('helpAnswers')) ?? before.helpAnswers,
  sections: fields.has('offered') ? fields.getAll('sections') : before.sections,
})

const formPage = (c: Context<Env>, visit: SignedInVisit, chosen: Chosen, { wrong = false, saved = false }) => {
  const { t, list } = visit.words
  const offered = sectionsFor(visit.me.roles)
  const error = wrong ? t('mail.sections-missing') : undefined
  // With no summary there is none to tell of answers.
  const isSilent = chosen.digest === 'never' && chosen.helpAnswers === 'with-digest'
  return page(
    c,
    { title: t('mail.title'), form: 'mail', styles: ['account'], back: { href: '/account', label: t('account.title') } },
    <>
      <ErrorSummary title={t('frame.error-summary')} errors={error ? [{ field: 'section-my-learning', message: error }] : []} />
      {saved ? (
        <Notice tone="good" status>
          {t('account.saved', { what: list([t(`mail.is-${chosen.digest}`), ...(isSilent ? [] : [t(`mail.is-${chosen.helpAnswers}`)])]) })}
        </Notice>
      ) : null}
      <div class="opening">
        <h1>{t('mail.title')}</h1>
        <p class="lead">{t('mail.lead')}</p>
      </div>
      <form id="mail" class="groups" method="post" action={place}>
        <Choices
          name="digest"
          legend={t('mail.how-often')}
          options={frequencies.map((each) => ({ value: each, label: t(`mail.${each}`), note: t(`mail.${each}-note`) }))}
          chosen={[chosen.digest]}
        />
        {offered.length > 1 ? (
          <>
            <input type="hidden" name="offered" value="yes" />
            <Choices
              name="sections"
              legend={t('mail.what-about')}
              options={offered.map((section) => ({ value: section, label: t(`mail.${section}`), id: `section-${section}` }))}
              chosen={chosen.sections}
              several
            />
          </>
        ) : null}
        <Choices
          name="helpAnswers"
          legend={t('mail.when-answered')}
          options={[
            { value: 'with-digest', label: t('mail.with-digest') },
            { value: 'at-once', label: t('mail.at-once'), note: t('mail.at-once-note') },
          ]}
          chosen={[chosen.helpAnswers]}
        />
        <button class="go" type="submit">
          {t('mail.save')}
        </button>
      </form>
    </>,
    wrong ? 422 : 200,
  )
}

/** Which mails I get. */
export const mailPages = ({ clients, config }: PageDeps) => {
  const pages = new Hono<Env>()

  pages.get(place, async (c) => {
    const visit = signedIn(c)
    const preferences = await clients.notifications.preferences(visit)
    const kept = keptFields(c, config)
    return formPage(c, visit, kept ? chosenIn(kept, preferences) : preferences, { saved: c.req.query('saved') === 'yes' })
  })

  pages.post(place, async (c) => {
    const visit = signedIn(c)
    const form = await formOf(c)
    const digest = choiceOf(form, 'digest', frequencies)
    const helpAnswers = choiceOf(form, 'helpAnswers', moments)
    const before = await clients.notifications.preferences(visit)
    const offered = sectionsFor(visit.me.roles)
    // What is not offered stays: a role may come back.
    const sections = form.has('offered')
      ? digestSections.filter((section) => (offered.includes(section) ? form.getAll('sections').includes(section) : before.sections.includes(section)))
      : before.sections
    const isEmpty = form.has('offered') && !offered.some((section) => sections.includes(section))
    if (isEmpty && digest !== 'never') return formPage(c, visit, chosenIn(form, before), { wrong: true })
    await clients.notifications.prefer(visit, { digest, helpAnswers, ...(isEmpty ? {} : { sections }) })
    forgetKept(c, config)
    return c.redirect(`${place}?saved=yes`, 303)
  })
  return pages
}
