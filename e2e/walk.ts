import type { Page } from 'playwright-core'

type Doors = { base: string; inbox: string; address: string; shared?: boolean }
export type InboxMail = { id: string; subject: string; text: string; html: string; to: { address: string }[] }

/** What the local inbox holds for an address, oldest first. */
export const mailsTo = async (inbox: string, address: string): Promise<InboxMail[]> => {
  const mails = (await (await fetch(`${inbox}/api/email`)).json()) as InboxMail[]
  return mails.filter((mail) => mail.to.some((to) => to.address === address))
}

/** A header of a mail as it was received, unfolded. */
export const headerOf = async (inbox: string, mail: InboxMail, name: string): Promise<string | undefined> => {
  const raw = await (await fetch(`${inbox}/api/email/${mail.id}/download`)).text()
  const [head = ''] = raw.split(/\r?\n\r?\n/)
  const lines = head.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)
  return lines
    .find((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`))
    ?.slice(name.length + 1)
    .trim()
}

/** The code and the button's address in the sign-in mail that comes next, after the `known` ones that came before. */
export const signInMail = async (inbox: string, address: string, known: number): Promise<{ code: string; link: URL }> => {
  const deadline = Date.now() + 15_000
  while (Date.now() < deadline) {
    const newest = (await mailsTo(inbox, address)).slice(known).at(-1)
    const code = newest?.text.match(/\b(\d{3})\s?(\d{3})\b/)
    const link = newest?.text.match(/http\S+\/sign-in\/link\?token=[\w.~-]+/)
    if (code && link) return { code: `${code[1]}${code[2]}`, link: new URL(link[0]) }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error(`No mail with a code came to ${address}.`)
}

/** Signs in as a person would: the address, then the six digits from the mail. */
export const signIn = async (page: Page, { base, inbox, address, shared = false }: Doors): Promise<void> => {
  const known = (await mailsTo(inbox, address)).length
  await page.goto(`${base}/sign-in`)
  await page.locator('input[type=email]').fill(address)
  if (shared) await page.locator('input[name=shared]').check()
  await page.locator('main button[type=submit]').first().click()
  await page.locator('input[autocomplete=one-time-code]').fill((await signInMail(inbox, address, known)).code)
  await page.locator('main button[type=submit]').first().click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}
