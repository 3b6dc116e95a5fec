/** How likely an answer of the one kind takes longer than one of the other (Mann and Whitney's U): a half, where time tells nothing. */
export const tells = (ones: readonly number[], others: readonly number[]): number => {
  const longer = ones.flatMap((one) => others.map((other) => (one > other ? 1 : one === other ? 0.5 : 0)))
  return longer.reduce<number>((sum, each) => sum + each, 0) / longer.length
}
