import { devicesPages } from './account/devices.tsx'
import { erasePages } from './account/erase.tsx'
import { mailPages } from './account/mail.tsx'
import { myDataPages } from './account/my-data.tsx'
import { quietHoursPages } from './account/quiet-hours.tsx'
import { settingsPages } from './account/settings.tsx'
import { whoSeesWhatPages } from './account/who-sees-what.tsx'
import { accountPages } from './account.tsx'
import { assignPathPages } from './assign-path.tsx'
import { cohortPages } from './cohort.tsx'
import { coursePages } from './course.tsx'
import { courseCardPages } from './course-card.tsx'
import { courseChannelPages } from './course-channels.tsx'
import { courseQuestionPages } from './course-question.tsx'
import { designPages } from './design.tsx'
import { homePages } from './home.tsx'
import { languagePages } from './language.ts'
import { organizationPages } from './organization.tsx'
import { planPages } from './plan.tsx'
import { selfAssessmentPages } from './self-assessment.tsx'
import { sharingPages } from './sharing.tsx'
import { signInPages } from './sign-in.tsx'
import { teamPages } from './teams.tsx'
import { unsubscribePages } from './unsubscribe.tsx'

/** Every area of pages. A new area is a file here and a line in this list. */
export const allPages = [
  signInPages,
  languagePages,
  homePages,
  selfAssessmentPages,
  planPages,
  sharingPages,
  // Before the cards: neither `/courses/:courseId/ask` nor `…/finished` nor `…/handout` is a card.
  courseQuestionPages,
  courseChannelPages,
  coursePages,
  courseCardPages,
  teamPages,
  assignPathPages,
  cohortPages,
  organizationPages,
  accountPages,
  settingsPages,
  mailPages,
  quietHoursPages,
  devicesPages,
  whoSeesWhatPages,
  myDataPages,
  erasePages,
  unsubscribePages,
  designPages,
] as const
