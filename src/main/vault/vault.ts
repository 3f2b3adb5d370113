import { Buffer } from 'node:buffer'
import type { z } from 'zod'
import type { AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type {
  StoreInput,
  StoreMethod,
  StoreOutput,
  VaultRecord,
  VaultRecordName,
} from '../../shared/store-protocol.ts'
import { openRecord, sealRecord, type RecordRef } from './sealed-record.ts'

/** The part of the store that keeps sealed bytes; it can read none of them. */
export interface RecordStore {
  call<M extends Extract<StoreMethod, `${string}Vault${string}`>>(
    method: M,
    input: StoreInput<M>,
  ): Promise<Result<StoreOutput<M>, AppError>>
}

/** Where grants, client credentials and workspace keys lie. Values are JSON, parsed again when read. */
export interface Vault {
  /** Null when there is none; `vault-unreadable` when there is one that does not open: it is kept. */
  read<Schema extends z.ZodType>(
    ref: RecordRef,
    schema: Schema,
  ): Promise<Result<z.output<Schema> | null, AppError>>
  /** Durable when it answers. */
  write(ref: RecordRef, value: unknown): Promise<Result<null, AppError>>
  remove(ref: RecordRef): Promise<Result<null, AppError>>
  /** Everything of a workspace but the record of this kind; its key first, without which nothing of it can be read. */
  removeAllOf(workspaceId: string, kept: RecordRef['kind']): Promise<Result<null, AppError>>
  /** Leaves no byte of what was removed or replaced in the file. */
  compact(): Promise<Result<null, AppError>>
  /** Every readable record of a kind; `unreadable` counts the others, which stay where they are. */
  list<Schema extends z.ZodType>(
    kind: RecordRef['kind'],
    workspaceId: string | null,
    schema: Schema,
  ): Promise<Result<{ values: z.output<Schema>[]; unreadable: number }, AppError>>
}

const separator = '/'

function nameOf(ref: RecordRef): VaultRecordName {
  const id = [ref.providerId, ref.accountId].map(encodeURIComponent).join(separator)
  return { kind: ref.kind, workspaceId: ref.workspaceId, id }
}

function refOf(kind: RecordRef['kind'], name: VaultRecordName): RecordRef {
  const [providerId = '', accountId = ''] = name.id.split(separator).map(decodeURIComponent)
  return { kind, workspaceId: name.workspaceId, providerId, accountId }
}

/**
 * The same records under another key. One that does not open stays as it is: it is kept, as it was before,
 * and as unreadable.
 */
export function resealRecords(
  records: readonly VaultRecord[],
  from: Uint8Array,
  to: Uint8Array,
): VaultRecord[] {
  return records.map((record) => {
    // Kinds are written by this module alone.
    const ref = refOf(record.kind as RecordRef['kind'], record)
    const plain = openRecord(from, ref, record.sealed)
    return plain === null ? record : { ...record, sealed: sealRecord(to, ref, plain) }
  })
}

/** `recordKey`: 32 bytes, derived from the master key. */
export function createVault(store: RecordStore, recordKey: Uint8Array): Vault {
  function unseal<Schema extends z.ZodType>(
    ref: RecordRef,
    sealed: Uint8Array,
    schema: Schema,
  ): z.output<Schema> | null {
    const plain = openRecord(recordKey, ref, sealed)
    if (plain === null) return null
    const parsed = schema.safeParse(JSON.parse(Buffer.from(plain).toString('utf8')))
    return parsed.success ? parsed.data : null
  }

  return {
    async read(ref, schema) {
      const sealed = await store.call('readVaultRecord', nameOf(ref))
      if (!sealed.ok) return sealed
      if (sealed.value === null) return ok(null)
      const value = unseal(ref, sealed.value, schema)
      return value === null ? err({ kind: 'vault-unreadable' }) : ok(value)
    },

    async write(ref, value) {
      const plain = Buffer.from(JSON.stringify(value), 'utf8')
      const sealed = sealRecord(recordKey, ref, plain)
      const written = await store.call('writeVaultRecord', { ...nameOf(ref), sealed })
      return written.ok ? ok(null) : written
    },

    async remove(ref) {
      const removed = await store.call('removeVaultRecord', nameOf(ref))
      return removed.ok ? ok(null) : removed
    },

    async removeAllOf(workspaceId, kept) {
      const records = await store.call('listVaultRecords', { kind: null, workspaceId })
      if (!records.ok) return records
      const isKey = ({ kind }: VaultRecord): number => (kind === 'workspace-key' ? 0 : 1)
      for (const record of records.value.toSorted((one, other) => isKey(one) - isKey(other))) {
        const { kind, id } = record
        if (kind === kept) continue
        const removed = await store.call('removeVaultRecord', { kind, workspaceId, id })
        if (!removed.ok) return removed
      }
      return ok(null)
    },

    compact: () => store.call('compactVault', {}),

    async list(kind, workspaceId, schema) {
      const records = await store.call('listVaultRecords', { kind, workspaceId })
      if (!records.ok) return records
      const opened = records.value.map((record) => unseal(refOf(kind, record), record.sealed, schema))
      const values = opened.filter((value) => value !== null)
      return ok({ values, unreadable: opened.length - values.length })
    },
  }
}
