import type { en } from '../en/index.ts'
import type { Translated } from '../translated.ts'
import { access } from './access.ts'
import { account } from './account.ts'
import { channels } from './channels.ts'
import { check } from './check.ts'
import { cohort } from './cohort.ts'
import { course } from './course.ts'
import { design } from './design.ts'
import { devices } from './devices.ts'
import { followUp } from './follow-up.ts'
import { frame } from './frame.ts'
import { home } from './home.ts'
import { kept } from './kept.ts'
import { level } from './level.ts'
import { library } from './library.ts'
import { mail } from './mail.ts'
import { myData } from './my-data.ts'
import { number } from './number.ts'
import { organization } from './organization.ts'
import { plan } from './plan.ts'
import { problem } from './problem.ts'
import { progress } from './progress.ts'
import { selfAssessment } from './self-assessment.ts'
import { sharing } from './sharing.ts'
import { signIn } from './sign-in.ts'
import { teams } from './teams.ts'
import { unsubscribe } from './unsubscribe.ts'
import { whoSees } from './who-sees.ts'

export const fr: { readonly [Area in keyof typeof en]: Translated<(typeof en)[Area]> } = {
  access,
  account,
  channels,
  check,
  cohort,
  course,
  design,
  'follow-up': followUp,
  devices,
  frame,
  home,
  kept,
  level,
  library,
  mail,
  'my-data': myData,
  number,
  organization,
  plan,
  problem,
  progress,
  'self-assessment': selfAssessment,
  sharing,
  'sign-in': signIn,
  teams,
  unsubscribe,
  'who-sees': whoSees,
}
