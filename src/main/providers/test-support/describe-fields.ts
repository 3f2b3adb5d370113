import { expect, it } from 'vitest'
import { z } from 'zod'
import { itemKeyParts, type Item, type ItemKey } from '../../../shared/model/item.ts'
import type { ItemType } from '../../../shared/model/item-type.ts'
import { fieldIdSchema, listFieldSchema, type FieldKind } from '../../../shared/model/list-field.ts'
import type { FieldScope, Provider, ProviderField, StoredFacts } from '../provider.ts'
import { oddValues } from './odd-values.ts'
import type { EverythingLoaded } from './everything-loaded.ts'

const fieldSchema = listFieldSchema.extend({
  // Longer texts and more options are cut for the screens.
  label: z.string(),
  group: z.string().nullable(),
  options: z.array(z.object({ value: z.string(), label: z.string() })),
  path: z.array(z.string()).min(1),
  each: z.array(z.string()).nullable(),
  separator: z.string().nullable(),
})

interface ScopeOfList extends FieldScope {
  readonly parentKey: ItemKey | null
  readonly records: readonly { readonly item: Item; readonly record: unknown }[]
}

/** Every field that lists are offered is one that records have, where it says that it is, and of its kind. */
export function describeFields(own: Provider, loaded: () => EverythingLoaded): void {
  const { fields: lists } = own
  if (lists === undefined) return
  const factsOf = (names: readonly string[]): StoredFacts =>
    Object.fromEntries(
      names.flatMap((name) => {
        const json = loaded().ask('getFact', { accountId: loaded().session.accountId, name })
        return json === null ? [] : [[name, JSON.parse(json) as unknown]]
      }),
    )

  /** Of each type, and of what stands in each item. */
  function scopes(): ScopeOfList[] {
    const all = loaded()
      .everything()
      .map(([, row]) => row)
    const scope = (type: ItemType | null, parentKey: ItemKey | null): ScopeOfList => {
      const parent = parentKey === null ? null : itemKeyParts(parentKey)
      const parentRow = parentKey === null ? null : loaded().ask('getItem', { key: parentKey })
      return {
        type,
        parent,
        parentKey,
        parentRecord: parentRow === null ? undefined : JSON.parse(parentRow.record),
        facts: factsOf(lists?.facts(type) ?? []),
        records: all.filter(
          ({ item }) => (type ?? item.type) === item.type && (parentKey ?? item.parentKey) === item.parentKey,
        ),
      }
    }
    const parents = new Set(all.flatMap(({ item }) => item.parentKey ?? []))
    return [
      scope(null, null),
      ...own.descriptor.itemTypes.map((type) => scope(type, null)),
      ...[...parents].slice(0, 200).map((key) => scope(null, key)),
    ]
  }

  it('of every list, each once and in the shape that the store and the screens read', () => {
    let count = 0
    for (const scope of scopes()) {
      const fields = lists.list(scope)
      expect(z.array(fieldSchema).parse(fields)).toEqual(fields)
      const ids = fields.map(({ id }) => id)
      expect(new Set(ids).size).toBe(ids.length)
      count += ids.length
      for (const { kind, separator, each, editsAs } of fields) {
        // Choices are told apart by it, pieces of a text are joined by it.
        const separated = each === null ? 'choices' : 'text'
        expect([kind, separator === null || kind === separated]).toEqual([kind, true])
        expect(editsAs === null || own.contacts !== undefined).toBe(true)
      }
    }
    expect(count).toBeGreaterThan(0)
  })

  it('whose values are found where a record is said to have one, and are of the kind', () => {
    const found = new Set<FieldKind>()
    const chosen = { known: 0, unknown: 0 }
    const noteChoice = ({ options }: ProviderField, value: unknown): void => {
      chosen[options.some((option) => option.value === value) ? 'known' : 'unknown'] += 1
    }
    for (const scope of scopes()) {
      const fields = lists.list(scope)
      const facts = factsOf(own.factsForRecords ?? [])
      for (const { item, record } of scope.records) {
        const { parentRecord } = scope
        const views = own.describeRecord?.({ item, record, parentRecord, facts }) ?? []
        const shown = new Map(views.map(({ name, value }) => [name, value]))
        for (const field of fields) {
          const values = valuesAt(record, field)
          if (values.some(isFailure)) continue
          const said = shown.get(field.path[1] ?? '') ?? ''
          expect([item.key, field, said, values.length > 0]).toEqual([item.key, field, said, said !== ''])
          for (const value of values) {
            expect([JSON.stringify(field), value, fitsKind(field, value)]).toEqual([
              JSON.stringify(field),
              value,
              true,
            ])
            found.add(field.kind)
            if (field.kind === 'choice' || field.kind === 'choices') noteChoice(field, value)
          }
        }
      }
    }
    expect(found.size).toBeGreaterThan(3)
    // Of people who left, and of options that were taken away, nobody tells the name.
    expect(chosen.known).toBeGreaterThan(4 * chosen.unknown)
  })

  it('whatever is stored beside the records', () => {
    for (const scope of scopes().slice(0, 20)) {
      for (const odd of [undefined, ...oddValues]) {
        const facts = Object.fromEntries(lists.facts(scope.type).map((name) => [name, odd]))
        for (const spoilt of [
          { parentRecord: odd },
          { facts },
          { parentRecord: { properties: odd, fields: odd } },
        ]) {
          for (const { id } of lists.list({ ...scope, ...spoilt })) expect(fieldIdSchema.parse(id)).toBe(id)
        }
      }
    }
  })

  it('of a contact just where its form edits them', () => {
    const form = own.contacts?.form(factsOf(own.contacts.facts)).fields ?? []
    const fields = own.contacts === undefined ? [] : lists.list({ ...scopeOfContacts() })
    const editable = form.filter(({ readOnly }) => readOnly === null).map(({ name }) => name)
    expect(fields.flatMap(({ editsAs }) => editsAs ?? []).toSorted()).toEqual(editable.toSorted())
    for (const name of Object.values(lists.editsOfOwn ?? {})) expect(editable).toContain(name)
  })

  const scopeOfContacts = (): FieldScope => ({
    type: 'contact',
    parent: null,
    parentRecord: undefined,
    facts: factsOf(lists.facts('contact')),
  })
}

/** What a field finds in a record, empty values left out; as the store reads it. */
function valuesAt(record: unknown, { path, each, separator }: ProviderField): unknown[] {
  const value = at(record, path)
  const values =
    each !== null
      ? Array.isArray(value)
        ? value.map((one: unknown) => at(one, each))
        : []
      : separator !== null && typeof value === 'string'
        ? value.split(separator)
        : [value]
  return values.filter((one) => one !== undefined && one !== null && one !== '')
}

/** What a formula of the user's gives where it cannot give a value. */
const isFailure = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && ('error' in value || 'specialValue' in value)

function at(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined) return value
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  return at((value as Record<string, unknown>)[name], rest)
}

function fitsKind({ kind }: ProviderField, value: unknown): boolean {
  switch (kind) {
    case 'number':
      return Number.isFinite(Number(value))
    case 'flag':
      return ['true', 'false'].includes(String(value))
    case 'date':
    case 'time':
      return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}|^\d{11,15}$/.test(value)
    default:
      // What is computed from other fields may come as a number although it is described as a text.
      return typeof value !== 'object'
  }
}
