/** A file for browsers, made once at start. Its path holds a hash of its content, so it may be kept for ever. */
export type Asset = { name: string; path: string; type: string; plain: Buffer; gzip: Buffer; brotli: Buffer }

export type Assets = { byName: ReadonlyMap<string, Asset>; byPath: ReadonlyMap<string, Asset> }

export const assetPath = (assets: Assets, name: string) => {
  const asset = assets.byName.get(name)
  if (!asset) throw new Error(`No asset is named ${name}. Style sheets stand in src/styles, islands in src/islands.`)
  return asset.path
}
