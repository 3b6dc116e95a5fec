import type { MyLearning } from '@handrail/contracts'
import type { SignedInVisit } from '../edge/visit.ts'

type Asked = NonNullable<MyLearning['followUp']>

/** A month after a course: was it of use? One tap answers, one puts it away. */
export const FollowUp = ({ visit: { words }, followUp }: { visit: SignedInVisit; followUp: Asked }) => {
  const { t, pick } = words
  return (
    <section class="sheet" aria-labelledby="follow-up">
      <div>
        <p class="here">{t('follow-up.a-month-ago')}</p>
        <h2 id="follow-up">{t('follow-up.used')}</h2>
        <p class="soft">{followUp.canDo ? pick(followUp.canDo) : followUp.title ? pick(followUp.title) : null}</p>
      </div>
      <form class="stack" method="post" action={`/follow-ups/${followUp.courseId}`}>
        {(['yes', 'not-yet', 'does-not-fit'] as const).map((used) => (
          <button class="second" type="submit" name="used" value={used}>
            {t(`follow-up.${used}`)}
          </button>
        ))}
        <p class="hint">{t('follow-up.whose')}</p>
        <button class="link" type="submit" name="used" value="put-away">
          {t('follow-up.put-away')}
        </button>
      </form>
    </section>
  )
}
