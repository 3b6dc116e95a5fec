import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** What axe finds on a page: the rule and where. */
export const faultsOf = async (page: Page): Promise<string[]> => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}

/** Whether one would have to scroll sideways, and what sticks out. A table or a row of tabs may scroll by itself. */
export const sticksOut = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const wide = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= wide) return []
    const out = [...document.querySelectorAll('body *')].filter((each) => each.getBoundingClientRect().right > wide + 1)
    return out.slice(0, 5).map((each) => `${each.tagName.toLowerCase()}.${each.getAttribute('class') ?? ''}`)
  })

/** Opens what is folded, so that it is looked at as well. */
export const unfold = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const each of document.querySelectorAll('details')) each.open = true
  })
