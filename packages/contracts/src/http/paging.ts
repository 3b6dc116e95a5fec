import { z } from 'zod'
import { Uuid } from '../words.ts'

/** Every list is paged: at most `limit` rows, and the cursor of the next page or null. */
export const PageQuery = z.object({ cursor: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(100).default(50) })
export const pageOf = <Row extends z.ZodType>(row: Row) => z.object({ rows: z.array(row), next: z.string().nullable() })

/** Ids in a query, joined by commas; at most a hundred. Said and empty, they are nobody's. */
export const IdsInQuery = z
  .string()
  .transform((ids) => (ids === '' ? [] : ids.split(',')))
  .pipe(z.array(Uuid).max(100))
