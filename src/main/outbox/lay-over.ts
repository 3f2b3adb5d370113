import type { ContactValues } from '../../shared/model/contact.ts'
import type { LaidRow } from '../../shared/outbox-protocol.ts'
import type { Change } from './change.ts'

/** What the list shows over a record's row because of its open changes, oldest first; null for none. */
export function layOver(changes: readonly Change[]): LaidRow | null {
  const last = changes.at(-1)
  if (last === undefined) return null
  const creation = changes.find(({ kind }) => kind === 'create')
  // Nothing that comes after a deletion or a merge is to be seen, so these outweigh the rest.
  const heaviest = changes.findLast(({ kind }) => kind !== 'update' && kind !== 'create') ?? creation ?? last
  return {
    key: last.key,
    accountId: last.accountId,
    providerId: last.providerId,
    type: 'contact',
    mark: {
      kind: heaviest.kind,
      state: changes.some(({ state }) => state === 'needs-you') ? 'needs-you' : 'waiting',
    },
    isNew: creation !== undefined && creation.externalId === null,
    shown: definedIn(changes.map(({ shown }) => shown)),
    values: Object.assign({}, ...changes.map(({ values }) => values)) as ContactValues,
    madeAtMs: last.madeAtMs,
  }
}

function definedIn(shown: readonly Change['shown'][]): LaidRow['shown'] {
  const columns: { -readonly [Column in keyof LaidRow['shown']]: LaidRow['shown'][Column] } = {}
  for (const { name, email, organisation, phone } of shown) {
    if (name !== undefined) columns.name = name
    if (email !== undefined) columns.email = email
    if (organisation !== undefined) columns.organisation = organisation
    if (phone !== undefined) columns.phone = phone
  }
  return columns
}

/** Values with open changes over them, in the order in which they were made. */
export function valuesOver(values: ContactValues, changes: readonly Pick<Change, 'values'>[]): ContactValues {
  if (changes.length === 0) return values
  const over = Object.assign({}, values, ...changes.map((change) => change.values)) as ContactValues
  return Object.fromEntries(Object.entries(over).filter(([, value]) => value !== ''))
}
