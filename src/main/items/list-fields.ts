import type { AppError } from '../../shared/errors.ts'
import type { Account } from '../../shared/model/account.ts'
import { itemKeyParts, type ItemQuery } from '../../shared/model/item.ts'
import { fieldIdSchema, type FieldId, type ListField } from '../../shared/model/list-field.ts'
import { ok, type Result } from '../../shared/result.ts'
import { wellFormedStart } from '../../shared/text.ts'
import type { AccountRecords } from '../accounts/account-records.ts'
import { fieldsOfThrown, type Logger } from '../logging/logger.ts'
import type { Provider, ProviderField } from '../providers/provider.ts'
import type { Store } from '../store/store.ts'
import { mergedFields } from './merged-fields.ts'
import { ownFields } from './own-fields.ts'

export interface ListFieldPorts {
  readonly store: Store
  readonly logger: Logger
  readonly now: () => number
  readonly provider: (id: Account['providerId']) => Provider | null
  readonly records: Pick<AccountRecords, 'get' | 'list'>
}

/** Which items a list is of. */
export type ListScope = Pick<ItemQuery, 'type' | 'accountId' | 'parentKey'>

/** The fields of a list: what the screens are told, and of the provider's where they lie. */
export interface KnownFields {
  readonly listed: readonly ListField[]
  readonly stored: ReadonlyMap<FieldId, ProviderField>
}

export type ListFields = (scope: ListScope) => Promise<Result<KnownFields, AppError>>

/** What is stored of an account changes when a load ends; a list asks with every window of it. */
const freshMs = 3_000
const mostKept = 50
const most = { fields: 4_900, options: 1_000, text: 500, group: 200 } as const

interface Kept {
  readonly atMs: number
  /** The texts that the fields were made of. */
  readonly made: readonly (string | null)[]
  readonly fields: readonly ProviderField[]
}

/**
 * The fields of every item first, then those that the items of the scope have in common. A scope without an account is
 * that of all accounts that have the type. What was made is kept until what it was made of has changed.
 */
export function createListFields(ports: ListFieldPorts): ListFields {
  const kept = new Map<string, Kept>()
  const known = new WeakMap<readonly ProviderField[], KnownFields>()

  async function fieldsOf(
    account: Account,
    scope: ListScope,
  ): Promise<Result<readonly ProviderField[], AppError>> {
    const provider = ports.provider(account.providerId)
    const lists = provider?.fields
    if (lists === undefined) return ok(none)
    const name = JSON.stringify([account.id, scope.type, scope.parentKey])
    const before = kept.get(name)
    const ageMs = before === undefined ? Infinity : ports.now() - before.atMs
    if (before !== undefined && ageMs >= 0 && ageMs < freshMs) return ok(before.fields)
    const facts = lists.facts(scope.type)
    const texts = await Promise.all([
      recordOf(scope),
      ...facts.map((fact) => ports.store.call('getFact', { accountId: account.id, name: fact })),
    ])
    const made: (string | null)[] = []
    for (const text of texts) {
      if (!text.ok) return text
      made.push(text.value)
    }
    const isSame =
      before?.made.every((text, at) => text === made[at]) === true && before.made.length === made.length
    const fields = isSame ? before.fields : listed(lists, scope, facts, made)
    kept.delete(name)
    kept.set(name, { atMs: ports.now(), made, fields })
    if (kept.size > mostKept) kept.delete(kept.keys().next().value ?? '')
    return ok(fields)
  }

  async function recordOf({ parentKey }: ListScope): Promise<Result<string | null, AppError>> {
    if (parentKey === null) return ok(null)
    const parent = await ports.store.call('getItem', { key: parentKey })
    return parent.ok ? ok(parent.value?.record ?? null) : parent
  }

  function listed(
    lists: NonNullable<Provider['fields']>,
    { type, parentKey }: ListScope,
    names: readonly string[],
    [record = null, ...texts]: readonly (string | null)[],
  ): readonly ProviderField[] {
    const parent = parentKey === null ? null : itemKeyParts(parentKey)
    const facts = names.flatMap((name, at) => {
      const text = texts[at] ?? null
      return text === null ? [] : [[name, JSON.parse(text) as unknown] as const]
    })
    try {
      const fields = lists.list({
        type,
        parent,
        parentRecord: record === null ? undefined : JSON.parse(record),
        facts: Object.fromEntries(facts),
      })
      return withinLimits(fields)
    } catch (thrown) {
      ports.logger.error('fields.not-listed', fieldsOfThrown(thrown))
      return none
    }
  }

  /** Those of one account, or of all that have items of the type; a parent says itself whose it is. */
  async function accountsOf(scope: ListScope): Promise<Result<readonly Account[], AppError>> {
    const parent = scope.parentKey === null ? null : itemKeyParts(scope.parentKey)
    const id = scope.accountId ?? parent?.accountId ?? null
    // An account that is being removed has no fields any more, and that is no failure of the list.
    const all = await ports.records.list()
    if (!all.ok) return all
    const { type } = scope
    return ok(
      all.value.filter((account) =>
        id === null
          ? type !== null && ports.provider(account.providerId)?.descriptor.itemTypes.includes(type) === true
          : account.id === id,
      ),
    )
  }

  return async (scope) => {
    const accounts = await accountsOf(scope)
    if (!accounts.ok) return accounts
    const all: (readonly ProviderField[])[] = []
    const own = new Map<FieldId, string | null>()
    for (const account of accounts.value) {
      const fields = await fieldsOf(account, scope)
      if (!fields.ok) return fields
      all.push(fields.value)
      noteOwnEdits(own, ports.provider(account.providerId), fields.value)
    }
    const merged = all.length === 1 ? (all[0] ?? none) : mergedFields(all)
    const before = known.get(merged)
    if (before !== undefined) return ok(before)
    const found: KnownFields = {
      listed: [
        ...ownFields.map((field) => ({ ...field, editsAs: own.get(field.id) ?? null })),
        ...merged.map(({ path: _path, each: _each, separator: _separator, ...field }) => field),
      ],
      stored: new Map(merged.map((field) => [field.id, field])),
    }
    known.set(merged, found)
    return ok(found)
  }
}

const none: readonly ProviderField[] = []

/** A field of every item is edited as the provider says, if its own field of that name is. */
function noteOwnEdits(
  own: Map<FieldId, string | null>,
  provider: Provider | null,
  fields: readonly ProviderField[],
): void {
  for (const [id, name] of Object.entries(provider?.fields?.editsOfOwn ?? {})) {
    const isEditable = fields.some(({ editsAs }) => editsAs === name)
    if (!own.has(id as FieldId) || !isEditable) own.set(id as FieldId, isEditable ? name : null)
  }
}

/** Within what the screens take, each once: names are the users' own, and may be anything. */
function withinLimits(fields: readonly ProviderField[]): readonly ProviderField[] {
  const names = new Set<FieldId>()
  const fitting = fields.filter(({ id }) => {
    const fits = fieldIdSchema.safeParse(id).success && !names.has(id)
    names.add(id)
    return fits
  })
  return fitting.slice(0, most.fields).map((field) => ({
    ...field,
    label: wellFormedStart(field.label, most.text),
    group: field.group === null ? null : wellFormedStart(field.group, most.group),
    editsAs: field.editsAs === null || field.editsAs.length > 300 ? null : field.editsAs,
    options: field.options
      .filter(({ value }) => value.length <= most.text && value.isWellFormed())
      .slice(0, most.options)
      .map(({ value, label }) => ({ value, label: wellFormedStart(label, most.text) })),
  }))
}
