import { accountIdSchema, type AccountId } from '../../src/shared/model/account.ts'
import { itemKey, type Item } from '../../src/shared/model/item.ts'
import { plainQuery } from '../../src/shared/plain-query.ts'
import { providerIdSchema } from '../../src/shared/model/provider.ts'
import type { StoredItem } from '../../src/shared/store-protocol.ts'

export const anAccountId: AccountId = accountIdSchema.parse('acct-1')
export const anotherAccountId: AccountId = accountIdSchema.parse('acct-2')
const providerId = providerIdSchema.parse('made-up')

type Chosen = Partial<Omit<Item, 'key' | 'providerId'>> & { readonly record?: string }

/** A contact as a provider might have answered it; the key follows from account, type and raw id. */
export function anItem(chosen: Chosen = {}): StoredItem {
  const { record, ...fields } = chosen
  const accountId = fields.accountId ?? anAccountId
  const type = fields.type ?? 'contact'
  const externalId = fields.externalId ?? '1'
  const item: Item = {
    name: 'Ada Lovelace',
    email: 'ada@example.org',
    organisation: 'Analytical Engines',
    phone: '+44 20 7946-0000',
    parentKey: null,
    parentPath: null,
    url: null,
    createdAtMs: 1_700_000_000_000,
    modifiedAtMs: 1_700_000_000_000,
    isDirectory: false,
    isVisible: true,
    mimeType: null,
    childCount: null,
    ...fields,
    key: itemKey(providerId, accountId, type, externalId),
    providerId,
    accountId,
    type,
    externalId,
  }
  return { item, record: record ?? JSON.stringify({ id: externalId, name: item.name }) }
}

export const aQuery = plainQuery

/** Numbers in [0, 1) that follow from the seed alone (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const firstNames = ['Ada', 'Björn', 'Chloé', 'Dagny', 'Émile', 'Łukasz', 'Mary', 'Noor', 'Søren', 'Zoë']
const lastNames = ['Lovelace', 'Åkesson', 'Núñez', 'Smith', 'Smithson', 'van der Berg', "O'Neil", 'Ångström']
const companies = ['Harbour GmbH', 'Iron River Ltd', 'North Sea Charts', 'Ocean & Sons']

/** Row `index` of a big made-up portal: the same for the same index and generation, a kilobyte of record. */
export function generatedItem(index: number, generation = 0, chosen: Chosen = {}): StoredItem {
  const random = seededRandom(index * 7_919 + generation * 104_729)
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? ''
  const first = pick(firstNames)
  const last = pick(lastNames)
  const properties = Object.fromEntries(
    Array.from({ length: 20 }, (_, n) => [`property_${n}`, random().toString(36).repeat(2)]),
  )
  return anItem({
    externalId: String(100_000 + index),
    name: `${first} ${last}`,
    email: `${first}.${last}${index}@mail-${Math.floor(random() * 50)}.example.org`.replaceAll(
      /[^\w.@-]/g,
      '',
    ),
    organisation: pick(companies),
    phone: `+49 ${100 + Math.floor(random() * 900)} ${1_000_000 + index}`,
    modifiedAtMs: 1_700_000_000_000 + Math.floor(random() * 1e10),
    record: JSON.stringify({ id: String(100_000 + index), generation, properties }),
    ...chosen,
  })
}
