import { changeIdSchema, type ChangeId } from '../../src/shared/model/change-id.ts'
import { draftIdSchema, type Draft } from '../../src/shared/model/draft.ts'
import type { ItemKey } from '../../src/shared/model/item.ts'
import type { LaidRow, NewVersion, StoredChange, StoredStep } from '../../src/shared/outbox-protocol.ts'
import { anAccountId, anItem } from './made-up-items.ts'

export const aChangeId = (id: string): ChangeId => changeIdSchema.parse(id)

/** The key of a contact of the first account. */
export const aContactKey = (externalId: string): ItemKey => anItem({ externalId }).item.key

/** An edit that waits; its id follows from its place. */
export function aChange(chosen: Partial<StoredChange> & { readonly seq: number }): StoredChange {
  return {
    id: aChangeId(`change-${chosen.seq}`),
    accountId: anAccountId,
    key: aContactKey('1'),
    endedAtMs: null,
    body: JSON.stringify({ phone: String(chosen.seq) }),
    ...chosen,
  }
}

export function aStep(
  chosen: Partial<StoredStep> & Pick<StoredStep, 'seq'>,
  changes: readonly StoredChange[] = [],
): StoredStep {
  return {
    id: `step-${chosen.seq}`,
    accountId: anAccountId,
    changeIds: changes.map(({ id }) => id),
    body: '{}',
    ...chosen,
  }
}

export function aVersion(chosen: Partial<NewVersion> & Pick<NewVersion, 'token'>): NewVersion {
  return { key: aContactKey('1'), accountId: anAccountId, atMs: 1_000, body: `"${chosen.token}"`, ...chosen }
}

export function aDraft(chosen: Partial<Omit<Draft, 'id'>> & { readonly id?: string } = {}): Draft {
  const { id = 'new', ...rest } = chosen
  return {
    accountId: anAccountId,
    values: { firstname: 'Ada' },
    base: { firstname: '' },
    atMs: 1_000,
    ...rest,
    id: draftIdSchema.parse(id),
  }
}

/** An edit over the row of an item; its place in time follows from its id where that is a number. */
export function aLaidRow(
  chosen: Partial<Omit<LaidRow, 'key' | 'accountId' | 'type'>> & Parameters<typeof anItem>[0] = {},
): LaidRow {
  const { item } = anItem(chosen)
  const { mark, isNew = false, shown = {}, values = {}, madeAtMs = Number(item.externalId) || 0 } = chosen
  return {
    key: item.key,
    accountId: item.accountId,
    providerId: item.providerId,
    type: item.type,
    mark: mark ?? { kind: isNew ? 'create' : 'update', state: 'waiting' },
    isNew,
    shown,
    values,
    madeAtMs,
  }
}

/** A contact that waits to be created. */
export function aNewRow(
  externalId: string,
  name: string,
  chosen: Parameters<typeof aLaidRow>[0] = {},
): LaidRow {
  return aLaidRow({
    ...chosen,
    externalId,
    isNew: true,
    shown: { name, email: null, organisation: null, phone: null, ...chosen.shown },
  })
}
