import { randomUUID } from 'node:crypto'
import type { AppError } from '../../shared/errors.ts'
import type {
  DuplicateGroup as FoundGroup,
  DuplicateWindow,
  FoundDuplicates,
} from '../../shared/duplicate-protocol.ts'
import type { Handlers } from '../../shared/ipc/types.ts'
import type { AccountId } from '../../shared/model/account.ts'
import { MOST_TOLD_APART, type DuplicateGroup } from '../../shared/model/duplicates.ts'
import { providerField, type FieldId } from '../../shared/model/list-field.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { createListFields, type ListFieldPorts } from '../items/list-fields.ts'
import { toStored } from '../items/list-view.ts'
import type { ProviderField } from '../providers/provider.ts'

/** What one looks at to tell people apart, where the service has no fields of its own. */
const ownColumns: readonly FieldId[] = ['email', 'phone', 'organisation']
const times: readonly FieldId[] = ['created', 'modified']
const MOST_COLUMNS = 40
/** Members of a group that come with it. */
const FIRST_MEMBERS = 5
const PIECE = 100

/** The endpoints of contacts that are likely the same. */
export function createDuplicateHandlers(ports: ListFieldPorts): Handlers['duplicates'] {
  const { store, now } = ports
  const fields = createListFields(ports)

  interface Found extends FoundDuplicates {
    readonly columns: readonly FieldId[]
    readonly compared: readonly FieldId[]
  }

  async function find(
    accountId: AccountId | null,
    window: DuplicateWindow,
  ): Promise<Result<Found, AppError>> {
    const [known, accounts] = await Promise.all([
      fields({ type: 'contact', accountId, parentKey: null }),
      ports.records.list(),
    ])
    if (!known.ok) return known
    if (!accounts.ok) return accounts
    const { stored } = known.value
    const names = accounts.value.flatMap(({ providerId }) => ports.provider(providerId)?.insights ?? [])[0]
    const those = (ids: readonly string[] = []): ProviderField[] =>
      ids.flatMap((name) => stored.get(providerField(name)) ?? [])
    const further = names?.moreEmails ?? []
    const [emails, phones] = [those(further.map(({ name }) => name)), those(names?.morePhones)]
    const separators = new Map(further.map(({ name, separator }) => [providerField(name), separator]))
    const main = [...stored.values()].filter(({ isMain }) => isMain)
    const isCompared = (field: ProviderField): boolean =>
      [...emails, ...phones].includes(field) || field.kind === 'email' || field.kind === 'phone'
    const all = [...new Set([...main, ...emails, ...phones])].slice(0, MOST_COLUMNS)
    const shown = [...all.filter(isCompared), ...all.filter((field) => !isCompared(field))]
    const isPlain = main.length === 0
    const columns = [...(isPlain ? ownColumns : []), ...shown.map(({ id }) => id), ...times]
    const compared = [...(isPlain ? ownColumns : []), ...shown.filter(isCompared).map(({ id }) => id)]
    const nowMs = now()
    const found = await store.call('findDuplicates', {
      ...{ accountId, nowMs, window },
      emails: emails.map((field) => {
        const separator = separators.get(field.id) ?? field.separator
        return { ...toStored(field), kind: 'choices' as const, separator }
      }),
      phones: phones.map(toStored),
      view: { fields: shown.map(toStored), columns, nowMs },
    })
    return found.ok ? ok({ ...found.value, columns, compared }) : found
  }

  /** A whole group, piece by piece; null where none is in this state any more. */
  async function wholeGroup(
    accountId: AccountId | null,
    state: string,
  ): Promise<Result<FoundGroup | null, AppError>> {
    const members: FoundGroup['members'][number][] = []
    for (;;) {
      const found = await find(accountId, { of: 'members', state, offset: members.length, limit: PIECE })
      if (!found.ok) return found
      const [group] = found.value.groups
      if (group === undefined) return ok(null)
      members.push(...group.members)
      if (group.members.length === 0 || members.length >= Math.min(group.count, MOST_TOLD_APART + 1)) {
        return ok({ ...group, members })
      }
    }
  }

  return {
    find: async ({ accountId, offset, limit }) => {
      const found = await find(accountId, { of: 'groups', offset, limit, members: FIRST_MEMBERS })
      if (!found.ok) return found
      const { total, contacts, columns, compared, progress } = found.value
      return ok({
        groups: found.value.groups.map(shownGroup),
        total,
        contacts,
        columns: [...columns],
        compared: [...compared],
        progress,
      })
    },
    members: async ({ accountId, state, offset, limit }) => {
      const found = await find(accountId, { of: 'members', state, offset, limit })
      if (!found.ok) return found
      const [group] = found.value.groups
      return ok(group === undefined ? null : shownGroup(group))
    },
    tellApart: async ({ accountId, state }) => {
      const found = await wholeGroup(accountId, state)
      if (!found.ok) return found
      const group = found.value
      if (group === null) return err({ kind: 'changed-meanwhile' })
      if (group.count > MOST_TOLD_APART) {
        return err({ kind: 'invalid-request', detail: 'more contacts than are told apart at once' })
      }
      const id = randomUUID()
      const members = group.members.flatMap(({ row: { key: of, accountId: owner }, fingerprint }) =>
        fingerprint === null ? [] : [{ key: of, accountId: owner, fingerprint }],
      )
      const noted = await store.call('noteNotDuplicates', { id, atMs: now(), members })
      return noted.ok ? ok({ id }) : noted
    },
    toldApart: ({ offset, limit }) =>
      store.call('listNotDuplicates', { offset, limit, members: FIRST_MEMBERS }),
    takeBack: async ({ id }) => {
      const forgotten = await store.call('forgetNotDuplicates', { id })
      return forgotten.ok ? ok({}) : forgotten
    },
  }
}

const shownGroup = ({ state, count, reasons, members }: FoundGroup): DuplicateGroup => ({
  ...{ state, count, reasons: [...reasons] },
  members: members.map(({ row, reasons: shared }) => ({ row, reasons: [...shared] })),
})
