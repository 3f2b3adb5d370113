import { plainQuery } from '../../../src/shared/plain-query.ts'
import type { Sandbox } from '../../../src/sandbox/start-sandbox.ts'
import { specsOf } from '../../../src/sandbox/hubspot/association-types.ts'
import { OBJECT_TYPES } from '../../../src/sandbox/hubspot/object-types.ts'
import type { Store } from '../../../src/main/store/store.ts'
import type { Account } from '../../../src/shared/model/account.ts'
import type { LoadChoice } from '../../../src/shared/model/load-choice.ts'
import type { StoredItem } from '../../../src/shared/store-protocol.ts'
import { valueOf } from '../core-in-node.ts'
import { differences, type StoredRow, type TrueRow } from './differences.ts'
import { keptRow } from './kept-rows.ts'
import type { StormService } from './random-fault.ts'
import { storedRow } from './stored-row.ts'
import { airtableRows, hubspotRows, hubspotTieRows, notionRows } from './true-rows.ts'

/** What the store of an account has other than the sandbox: rows, and for HubSpot what ties them. */
export async function stormDifferences(
  service: StormService,
  sandbox: Sandbox,
  store: Store,
  account: Account,
  choice: LoadChoice,
): Promise<string[]> {
  const items = await storedItems(store, account)
  const ties = service === 'hubspot' ? await storedTies(store, items) : []
  return differences([...items.map(storedRow), ...ties], truthOf(service, sandbox, choice))
}

function truthOf(
  service: StormService,
  { hubspot, notion, airtable }: Sandbox,
  choice: LoadChoice,
): TrueRow[] {
  switch (service) {
    case 'hubspot':
      return [...hubspotRows(hubspot.truth).map(keptRow), ...hubspotTieRows(hubspot.truth).map(labelled)]
    case 'notion':
      return notionRows(notion.truth).map(keptRow)
    case 'airtable': {
      const tables = choice.included.map((feed) => feed.slice('records:'.length))
      return airtableRows(airtable.truth, 'all', new Set(tables)).map(keptRow)
    }
  }
}

async function storedItems(store: Store, { id: accountId }: Account): Promise<StoredItem[]> {
  const items: StoredItem[] = []
  const query = plainQuery({ accountId })
  for (;;) {
    const { rows } = valueOf(await store.call('listItems', { query, offset: items.length, limit: 500 }))
    for (const { key } of rows) {
      const whole = valueOf(await store.call('getItem', { key }))
      if (whole === null) throw new Error(`The row of ${key} has no record`)
      items.push(whole)
    }
    if (rows.length === 0) return items
  }
}

/** From either side once, as {@link hubspotTieRows} has them; a tie is stored with what the account calls it. */
async function storedTies(store: Store, items: readonly StoredItem[]): Promise<StoredRow[]> {
  const ties: StoredRow[] = []
  for (const { item } of items) {
    const { links } = valueOf(await store.call('linksOf', { key: item.key, limit: 5_000 }))
    for (const { key, type, label } of links) {
      const other = decodeURIComponent(key.split(':')[3] ?? '')
      ties.push({
        type: `${item.type}→${type}`,
        id: `${item.externalId}→${other}`,
        record: { label },
        modifiedAtMs: null,
        parent: null,
      })
    }
  }
  return ties
}

const labels = new Map(
  OBJECT_TYPES.flatMap((from) =>
    OBJECT_TYPES.flatMap((to) =>
      specsOf(from, to, ['plain', 'primary', 'consultant']).map(
        ({ typeId, label }) => [typeId, label] as const,
      ),
    ),
  ),
)

/** Type ids belong to one direction, but what is stored is told alike from both sides: their labels. */
function labelled(row: TrueRow): TrueRow {
  const { typeIds } = row.record as { typeIds: readonly number[] }
  const names = typeIds.flatMap((id) => labels.get(id) ?? [])
  return { ...row, record: { label: names.toSorted(byRole).join(', ') } }
}

const byRole = (one: string, other: string): number => roles.indexOf(one) - roles.indexOf(other)
const roles = ['Primary', 'Consultant']
