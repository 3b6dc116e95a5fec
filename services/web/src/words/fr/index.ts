import type { en } from '../en/index.ts'
import type { Translated } from '../translated.ts'
import { account } from './account.ts'
import { channels } from './channels.ts'
import { cohort } from './cohort.ts'
import { course } from './course.ts'
import { design } from './design.ts'
import { devices } from './devices.ts'
import { frame } from './frame.ts'
import { home } from './home.ts'
import { level } from './level.ts'
import { mail } from './mail.ts'
import { myData } from './my-data.ts'
import { number } from './number.ts'
import { organization } from './organization.ts'
import { plan } from './plan.ts'
import { problem } from './problem.ts'
import { selfAssessment } from './self-assessment.ts'
import { sharing } from './sharing.ts'
import { signIn } from './sign-in.ts'
import { teams } from './teams.ts'
import { unsubscribe } from './unsubscribe.ts'
import { whoSees } from './who-sees.ts'

export const fr: { readonly [Area in keyof typeof en]: Translated<(typeof en)[Area]> } = {
  account,
  channels,
  cohort,
  course,
  design,
  devices,
  frame,
  home,
  level,
  mail,
  'my-data': myData,
  number,
  organization,
  plan,
  problem,
  'self-assessment': selfAssessment,
  sharing,
  'sign-in': signIn,
  teams,
  unsubscribe,
  'who-sees': whoSees,
}
