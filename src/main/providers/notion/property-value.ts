import { z } from 'zod'
import type { FieldView } from '../../../shared/model/field-view.ts'
import { lenient } from '../../http/lenient.ts'

export type Shown = Pick<FieldView, 'kind' | 'value'>
/** What a person is called, by id; undefined for one who is not known. */
export type NameOf = (userId: string) => string | undefined
/** As it stands in a page: its value is under the name of its type. */
export type Property = Readonly<Record<string, unknown>> & { readonly type: string }

type Reader = (value: unknown, property: Property, nameOf: NameOf) => Shown | null

const optionalText = lenient(z.string().nullable())
const runs = z.array(z.looseObject({ plain_text: optionalText }))
const option = z.looseObject({ name: z.string() })
const user = z.looseObject({ id: lenient(z.string()), name: optionalText })
type User = z.infer<typeof user>
const span = z.looseObject({ start: z.string(), end: optionalText })
const typed = z.looseObject({ type: z.string() })

/** By type (Notion's reference, "Page property values"). */
const readers: Readonly<Record<string, Reader>> = {
  title: reading(runs, (value) => ({ kind: 'text', value: plain(value) })),
  rich_text: reading(runs, (value) => ({ kind: 'long-text', value: plain(value) })),
  number: reading(z.number().nullable(), (value) => ({ kind: 'number', value: String(value ?? '') })),
  select: reading(option.nullable(), (value) => ({ kind: 'text', value: value?.name ?? '' })),
  status: reading(option.nullable(), (value) => ({ kind: 'text', value: value?.name ?? '' })),
  multi_select: reading(z.array(option), (value, property) =>
    list(
      property,
      value.map(({ name }) => name),
    ),
  ),
  date: reading(span.nullable(), readSpan),
  people: reading(z.array(user), (value, property, nameOf) =>
    list(
      property,
      value.map((one) => nameOfUser(one, nameOf)),
    ),
  ),
  files: reading(z.array(z.looseObject({ name: optionalText })), (value, property) =>
    list(
      property,
      value.map(({ name }) => name ?? ''),
    ),
  ),
  checkbox: reading(z.boolean(), readFlag),
  url: reading(z.string().nullable(), (value) => ({ kind: 'address', value: value ?? '' })),
  email: reading(z.string().nullable(), (value) => ({ kind: 'email', value: value ?? '' })),
  phone_number: reading(z.string().nullable(), (value) => ({ kind: 'phone', value: value ?? '' })),
  formula: reading(typed, readInner),
  rollup: reading(typed, readInner),
  // Only ids: what they lead to is in lists of its own. A page has the first 25 of them.
  relation: reading(z.array(z.unknown()), ({ length }, { has_more }) =>
    has_more === true ? { kind: 'text', value: `${length}+` } : { kind: 'number', value: String(length) },
  ),
  created_time: reading(z.string(), (value) => ({ kind: 'time', value })),
  last_edited_time: reading(z.string(), (value) => ({ kind: 'time', value })),
  created_by: reading(user, (value, _, nameOf) => ({ kind: 'text', value: nameOfUser(value, nameOf) })),
  last_edited_by: reading(user, (value, _, nameOf) => ({ kind: 'text', value: nameOfUser(value, nameOf) })),
  unique_id: reading(
    z.looseObject({ prefix: optionalText, number: z.number().nullable() }).nullable(),
    (value) => ({ kind: 'text', value: [value?.prefix, value?.number].filter(isSaid).join('-') }),
  ),
  verification: reading(z.looseObject({ state: z.string() }).nullable(), (value) => ({
    kind: 'text',
    value: value?.state ?? '',
  })),
  place: reading(z.looseObject({ name: optionalText, address: optionalText }).nullable(), (value) => ({
    kind: 'text',
    value: [value?.name, value?.address].filter(isSaid).join(', '),
  })),
  button: () => ({ kind: 'text', value: '' }),
}

/** Those of a formula or a rollup, beside what properties have as well. */
const innerReaders: Readonly<Record<string, Reader>> = {
  string: reading(z.string().nullable(), (value) => ({ kind: 'text', value: value ?? '' })),
  number: reading(z.number().nullable(), (value) => ({ kind: 'number', value: String(value ?? '') })),
  boolean: reading(z.boolean().nullable(), readFlag),
  date: reading(span.nullable(), readSpan),
  array: reading(z.array(typed), (value, property, nameOf) =>
    list(
      property,
      value.map((one) => readProperty(one, nameOf).value).filter((one) => one !== ''),
    ),
  ),
}

/**
 * What is of a type that nobody knew when this was written, or is not in the form that its type says, is shown raw,
 * under the type's name.
 */
export function readProperty(property: Property, nameOf: NameOf): Shown {
  const value = property[property.type]
  const read = own(readers, property.type)?.(value, property, nameOf)
  return read ?? { kind: 'raw', value: JSON.stringify({ [property.type]: value }) }
}

function readInner(value: Property, _: Property, nameOf: NameOf): Shown | null {
  return own(innerReaders, value.type)?.(value[value.type], value, nameOf) ?? null
}

function readSpan(value: z.infer<typeof span> | null): Shown {
  if (value === null) return { kind: 'date', value: '' }
  const { start, end } = value
  if (typeof end === 'string') return { kind: 'text', value: `${start} – ${end}` }
  return { kind: start.includes('T') ? 'time' : 'date', value: start }
}

function readFlag(value: boolean | null): Shown {
  return { kind: 'flag', value: String(value ?? '') }
}

/** More than a page has of one property are marked, so that nobody takes them for all. */
function list({ has_more }: Property, values: readonly string[]): Shown {
  return { kind: 'list', value: (has_more === true ? [...values, '…'] : values).join(', ') }
}

function plain(value: z.infer<typeof runs>): string {
  return value.map(({ plain_text }) => plain_text ?? '').join('')
}

/** Bare ids stand where the connection may not know names, and for people who left. */
function nameOfUser({ id = '', name }: User, nameOf: NameOf): string {
  return name ?? nameOf(id) ?? id
}

const isSaid = (value: string | number | null | undefined): boolean => (value ?? '') !== ''

/** A type may be called like something that every object has. */
function own(table: Readonly<Record<string, Reader>>, type: string): Reader | undefined {
  return Object.hasOwn(table, type) ? table[type] : undefined
}

function reading<Schema extends z.ZodType>(
  schema: Schema,
  show: (value: z.output<Schema>, property: Property, nameOf: NameOf) => Shown | null,
): Reader {
  return (value, property, nameOf) => {
    const read = schema.safeParse(value)
    return read.success ? show(read.data, property, nameOf) : null
  }
}
