import type { Page } from 'playwright-core'

/** What crossed the network, in bytes, headers and compression included. */
export type Transfers = { documentAndStyles: number; script: number; all: number; requests: number }

/** Counts what a visit costs, as Chromium's network layer saw it. */
export const weigh = async (page: Page, visit: () => Promise<unknown>): Promise<Transfers> => {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  const types = new Map<string, string>()
  const transfers: Transfers = { documentAndStyles: 0, script: 0, all: 0, requests: 0 }
  session.on('Network.responseReceived', ({ requestId, type }) => types.set(requestId, type))
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const type = types.get(requestId)
    transfers.requests += 1
    transfers.all += encodedDataLength
    if (type === 'Document' || type === 'Stylesheet') transfers.documentAndStyles += encodedDataLength
    if (type === 'Script') transfers.script += encodedDataLength
  })
  await visit()
  await page.waitForLoadState('networkidle')
  await session.detach()
  return transfers
}
