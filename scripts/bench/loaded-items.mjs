/** Items as a load stored them, for a bench that needs more of the same make. */
import { aQuery } from '../../tests/support/made-up-items.ts'
import { valueOf } from '../../tests/support/core-in-node.ts'

const SAMPLE = 1_000
const WINDOW = 500

/** `count` items with keys of their own, made of those that the core has, read one by one as the screen reads them. */
export async function likeLoadedItems(core, count) {
  const sample = await sampleOf(core)
  return Array.from({ length: count }, (_, n) => {
    const { item, record } = sample[n % sample.length]
    return { item: { ...item, key: `${item.key}:${n}` }, record }
  })
}

async function sampleOf({ handlers }) {
  const query = aQuery({ sort: [{ by: 'modified', direction: 'descending' }] })
  const items = []
  for (let offset = 0; offset < SAMPLE; offset += WINDOW) {
    const { rows } = valueOf(await handlers.items.list({ query, columns: [], offset, limit: WINDOW }))
    for (const { key } of rows) {
      const { item, record } = valueOf(await handlers.items.get({ key }))
      items.push({ item, record: JSON.stringify(record) })
    }
    if (rows.length < WINDOW) break
  }
  if (items.length === 0) throw new Error('the core has no rows to measure with')
  return items
}
