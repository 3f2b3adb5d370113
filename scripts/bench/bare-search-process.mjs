/** Bare searches in a process of their own, so that they run beside a load: told the folder, queries and rounds, it tells the times. */
import { searchBare } from './bare-sql.mjs'

process.once('message', ({ folder, queries, rounds }) => {
  process.send?.(searchBare(folder, queries, rounds), () => process.disconnect())
})
