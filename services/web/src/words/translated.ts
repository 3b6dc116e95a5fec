/** The French half of an area: the same keys as the English one, no more and no fewer. */
export type Translated<English> = { readonly [Key in keyof English]: string }
