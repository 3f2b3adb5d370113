import { jsonReply, type SandboxReply } from '../exchange.ts'
import { USER } from './account.ts'
import { errorReply } from './errors.ts'
import type { Access } from './grants.ts'
import { makeId } from './ids.ts'
import type { Field } from './layout.ts'
import type { Base, Table } from './workspace.ts'

/** `GET /v0/meta/whoami`. The address is told with `user.email:read` only; no scope is needed for the rest. */
export function whoAmI({ scopes }: Access): SandboxReply {
  const email = scopes.includes('user.email:read') ? { email: USER.email } : {}
  return jsonReply(200, { id: USER.id, ...email, scopes })
}

const BASES_PER_PAGE = 1_000

/** `GET /v0/meta/bases`: 1,000 a page. The offset names the base that the next page begins with. */
export function listBases(bases: readonly Base[], query: URLSearchParams): SandboxReply {
  const offset = query.get('offset') ?? ''
  const [, first] = /^itr\w{14}\/(app\w{14})$/.exec(offset) ?? []
  const start = offset === '' ? 0 : bases.findIndex(({ id }) => id === first)
  if (start < 0) return errorReply(422, 'INVALID_OFFSET_VALUE', `The value of offset ${offset} is invalid`)
  const shown = bases.slice(start, start + BASES_PER_PAGE)
  const next = bases[start + BASES_PER_PAGE]
  return jsonReply(200, {
    bases: shown.map(({ id, name, permissionLevel }) => ({ id, name, permissionLevel })),
    ...(next === undefined ? {} : { offset: `${makeId('itr', next.id)}/${next.id}` }),
  })
}

/** `GET /v0/meta/bases/{base}/tables`: the whole schema at once. */
export function getSchema(base: Base, query: URLSearchParams): SandboxReply {
  const withVisible = query.getAll('include').concat(query.getAll('include[]')).includes('visibleFieldIds')
  return jsonReply(200, { tables: base.tables.map((table) => describeTable(base, table, withVisible)) })
}

/** A table as the schema shows it. */
export function describeTable(
  base: Base,
  table: Table,
  withVisible: boolean,
): Record<string, unknown> & { id: string; name: string } {
  const fields = table.fields()
  const { description } = table.layout.spec
  return {
    id: table.id,
    name: table.name(),
    ...(description === undefined ? {} : { description }),
    primaryFieldId: fields[0]?.id,
    fields: fields.map((field) => describeField(base, table, field)),
    views: table.layout.views.map(({ id, name, type, shows }) => ({
      ...{ id, name, type },
      // Of grid views alone (base schema reference).
      ...(withVisible && type === 'grid'
        ? {
            visibleFieldIds: fields
              .filter(({ key }) => shows?.includes(key) ?? true)
              .map((field) => field.id),
          }
        : {}),
    })),
  }
}

function describeField(base: Base, table: Table, field: Field): Record<string, unknown> {
  const { id, name, type, description } = field
  const options = optionsOf(base, table, field)
  return {
    ...{ id, name, type },
    ...(description === undefined ? {} : { description }),
    ...(options === undefined ? {} : { options }),
  }
}

const COLOURS = ['blueLight2', 'cyanLight2', 'tealLight2', 'greenLight2', 'yellowLight2', 'orangeLight2']

function optionsOf(base: Base, table: Table, field: Field): Record<string, unknown> | undefined {
  const { type, options = {}, choices } = field
  const idOf = (key: string | undefined): string | undefined =>
    table.fields().find((one) => one.key === key)?.id
  switch (type) {
    case 'singleSelect':
    case 'multipleSelects':
      return {
        choices: (choices ?? []).map((choice, at) => ({
          id: makeId('sel', field.id, at),
          name: choice,
          color: COLOURS[at % COLOURS.length],
        })),
      }
    case 'multipleRecordLinks':
      return { linkedTableId: linkedTable(base, field)?.id, isReversed: false, ...options }
    case 'count':
      return { isValid: true, recordLinkFieldId: idOf(field.via) }
    case 'rollup':
    case 'multipleLookupValues': {
      const link = table.fields().find(({ key }) => key === field.via)
      const shown =
        link === undefined
          ? undefined
          : linkedTable(base, link)
              ?.fields()
              .find(({ key }) => key === field.shows)
      const result = type === 'rollup' ? { type: 'number', options: { precision: 2 } } : { type: shown?.type }
      const referenced = type === 'rollup' ? { referencedFieldIds: [] } : {}
      return {
        isValid: true,
        recordLinkFieldId: link?.id,
        fieldIdInLinkedTable: shown?.id,
        ...referenced,
        result,
      }
    }
    case 'formula': {
      const keys = [...(field.formula ?? '').matchAll(/\{([^}]*)\}/g)].map(([, key]) => key)
      const formula = (field.formula ?? '').replace(
        /\{([^}]*)\}/g,
        (_, key: string) => `{${idOf(key) ?? ''}}`,
      )
      const referencedFieldIds = [...new Set(keys.map(idOf))]
      return { isValid: true, formula, referencedFieldIds, result: { type: 'singleLineText' } }
    }
    case 'createdTime':
      return { result: { type: 'dateTime', options: DATE_TIME } }
    case 'lastModifiedTime': {
      if (field.isValid === false) return { isValid: false, referencedFieldIds: [], result: null }
      const watched = Array.isArray(options['referencedFields'])
        ? (options['referencedFields'] as string[])
        : []
      return {
        isValid: true,
        referencedFieldIds: watched.map(idOf),
        result: { type: 'dateTime', options: DATE_TIME },
      }
    }
    default:
      return Object.keys(options).length === 0 ? undefined : options
  }
}

const DATE_TIME = {
  timeZone: 'client',
  dateFormat: { name: 'iso', format: 'YYYY-MM-DD' },
  timeFormat: { name: '24hour', format: 'HH:mm' },
}

function linkedTable(base: Base, field: Field): Table | undefined {
  return base.tables.find(({ layout }) => layout.spec.key === field.linkTo)
}
