import type postgres from 'postgres'

/** One side of a comparison: a database, and a query whose one column `item` is text. */
export type Side = { sql: postgres.Sql; items: (sql: postgres.Sql) => postgres.PendingQuery<any> }

type Bucket = { bucket: string; count: number; digest: string }

/** Items fall into 256 buckets by their digest; of each only the count and the sum of digests cross the wire. */
const bucketsOf = ({ sql, items }: Side) => sql<Bucket[]>`
  select left(md5(item), 2) as bucket, count(*)::int as count, bit_xor(('x' || right(md5(item), 16))::bit(64)::bigint)::text as digest
  from (${items(sql)}) as items group by 1`

const itemsIn = async ({ sql, items }: Side, buckets: string[]) => {
  const rows = await sql<{ item: string }[]>`select item from (${items(sql)}) as items where left(md5(item), 2) = any(${buckets})`
  return new Set(rows.map(({ item }) => item))
}

const without = (items: ReadonlySet<string>, others: ReadonlySet<string>) => [...items].filter((item) => !others.has(item))

const differing = (left: readonly Bucket[], right: readonly Bucket[]) => {
  const told = ({ bucket, count, digest }: Bucket) => `${bucket} ${count} ${digest}`
  const [lefts, rights] = [new Set(left.map(told)), new Set(right.map(told))]
  const odd = [...without(lefts, rights), ...without(rights, lefts)]
  return [...new Set(odd.map((text) => text.slice(0, 2)))]
}

/** The items that only one side has. Whole items are read in buckets that differ, and nowhere else. */
export const differences = async (left: Side, right: Side): Promise<{ onlyLeft: string[]; onlyRight: string[] }> => {
  const [leftBuckets, rightBuckets] = await Promise.all([bucketsOf(left), bucketsOf(right)])
  const buckets = differing(leftBuckets, rightBuckets)
  if (buckets.length === 0) return { onlyLeft: [], onlyRight: [] }
  const [lefts, rights] = await Promise.all([itemsIn(left, buckets), itemsIn(right, buckets)])
  return { onlyLeft: without(lefts, rights), onlyRight: without(rights, lefts) }
}
