import { describe, expect, it } from 'vitest'
import { contentChanges, type KnownContent } from './publish-library.ts'

const known = (state: KnownContent['state']): KnownContent => ({ id: 'listen-first', version: 4, contentVersion: 2, contentHash: 'same', state })

describe('loading a library', () => {
  it('publishes what is new as version 1', () =>
    expect(contentChanges([], [{ id: 'new', contentHash: 'x' }]).published).toMatchObject([{ id: 'new', version: 1, contentVersion: 1 }]))
  it('changes nothing for what is as it was', () =>
    expect(contentChanges([known('published')], [{ id: 'listen-first', contentHash: 'same' }])).toEqual({ published: [], retired: [] }))
  it('makes a new version of what changed', () =>
    expect(contentChanges([known('published')], [{ id: 'listen-first', contentHash: 'other' }]).published).toMatchObject([{ version: 5, contentVersion: 3 }]))
  it('retires what is gone, once', () => {
    expect(contentChanges([known('published')], []).retired).toMatchObject([{ id: 'listen-first', version: 5, state: 'retired' }])
    expect(contentChanges([known('retired')], [])).toEqual({ published: [], retired: [] })
  })
  it('brings back what was retired, in the version it had', () =>
    expect(contentChanges([known('retired')], [{ id: 'listen-first', contentHash: 'same' }]).published).toMatchObject([{ version: 5, contentVersion: 2 }]))
})
