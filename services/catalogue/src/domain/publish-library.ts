export type PathStep = { courseId: string; courseVersion: number; minutes: number }

/** `version` counts the aggregate's events, `contentVersion` what it said. */
export type KnownContent = { id: string; version: number; contentVersion: number; contentHash: string; state: 'published' | 'retired' }
export type LoadedContent = { id: string; contentHash: string }
export type ContentChanges = { published: KnownContent[]; retired: KnownContent[] }

/** What must be published or retired so that exactly the loaded contents stand published. */
export const contentChanges = (known: readonly KnownContent[], loaded: readonly LoadedContent[]): ContentChanges => {
  const knownById = new Map(known.map((content) => [content.id, content]))
  const loadedIds = new Set(loaded.map(({ id }) => id))
  return {
    published: loaded.flatMap(({ id, contentHash }): KnownContent[] => {
      const before = knownById.get(id)
      if (!before) return [{ id, version: 1, contentVersion: 1, contentHash, state: 'published' }]
      const isSame = before.contentHash === contentHash
      if (isSame && before.state === 'published') return []
      return [{ id, version: before.version + 1, contentVersion: before.contentVersion + (isSame ? 0 : 1), contentHash, state: 'published' }]
    }),
    retired: known
      .filter(({ id, state }) => state === 'published' && !loadedIds.has(id))
      .map((content) => ({ ...content, version: content.version + 1, state: 'retired' })),
  }
}
