import { composeOpenApi, type OpenApi } from '@handrail/http'

/** Reads the services' documents and composes them. Throws a NameClash when they contradict each other. */
export const readOpenApi = async (serviceUrls: Readonly<Record<string, string>>, publicUrl: string) => {
  const documents = await Promise.all(
    Object.entries(serviceUrls).map(async ([service, url]) => {
      const answer = await fetch(`${url}/openapi.json`, { redirect: 'manual', signal: AbortSignal.timeout(5_000) })
      if (!answer.ok) throw new Error(`${service} answered ${answer.status} for its OpenAPI document`)
      return [service, (await answer.json()) as OpenApi] as const
    }),
  )
  return composeOpenApi(new Map(documents), publicUrl)
}
