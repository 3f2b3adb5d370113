import { existsSync } from 'node:fs'
import type { AppError } from '../../shared/errors.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { KeyFile, KeySeal } from './key-file.ts'
import { deriveKey, newKey, type OpenKeys } from './master-key.ts'
import { resealRecords, type RecordStore } from './vault.ts'

export interface RotationPorts {
  /** A store that has nothing open, and that nobody else asks. */
  readonly store: RecordStore
  readonly vaultFile: string
  readonly writeKeys: (content: KeyFile) => Promise<Result<null, AppError>>
}

/** Beside the vault, so that a rename can put it in its place. */
export const copyOf = (vaultFile: string): string => `${vaultFile}.next`

const fileKey = (key: Uint8Array): Uint8Array => deriveKey(key, 'vault file')

/**
 * A new master key: every record is sealed anew in a copy of the vault, which then takes its place. Between
 * the moment when the copy is whole and the moment when it is in place, the key file holds both keys. Cut
 * off at any step, either the old or the new key opens the vault with every record in it, and
 * {@link settleRotation} tells at the next start which. Answers the new key; a failure leaves the old one.
 */
export async function rotateMasterKey(
  ports: RotationPorts,
  current: OpenKeys,
  sealKey: (key: Uint8Array) => Promise<Result<KeySeal, AppError>>,
): Promise<Result<Uint8Array, AppError>> {
  const { store, vaultFile } = ports
  const copy = copyOf(vaultFile)
  const probed = await store.call('probeVault', { file: vaultFile, key: fileKey(current.key) })
  if (!probed.ok) return probed
  if (probed.value !== 'opens') return err({ kind: 'vault-unavailable' })

  const next = newKey()
  const seal = await sealKey(next)
  if (!seal.ok) return seal
  const records = await readAll(ports, current.key)
  if (!records.ok) return records
  const written = await store.call('writeVaultCopy', {
    file: copy,
    key: fileKey(next),
    records: resealRecords(
      records.value,
      deriveKey(current.key, 'vault records'),
      deriveKey(next, 'vault records'),
    ),
  })
  if (!written.ok) return written

  const announced = await ports.writeKeys({ key: current.file.key, next: seal.value })
  if (!announced.ok) {
    await store.call('discardVaultCopy', { copy })
    return announced
  }
  const adopted = await store.call('adoptVaultCopy', { file: vaultFile, copy })
  const inForce = await settleRotation(ports, {
    ...current,
    next,
    file: { ...current.file, next: seal.value },
  })
  if (inForce.ok && inForce.value === next) return inForce
  return adopted.ok ? err({ kind: 'vault-unavailable' }) : adopted
}

/** Opening it for use and closing it carries over what a crash left in its log. */
async function readAll({ store, vaultFile }: RotationPorts, key: Uint8Array) {
  const opened = await store.call('openVault', { file: vaultFile, key: fileKey(key) })
  if (!opened.ok) return opened
  const records = await store.call('listVaultRecords', { kind: null, workspaceId: null })
  await store.call('closeVault', {})
  return records
}

/** Whether a rotation was cut off here, so that there is something to settle. */
export const isUnsettled = (vaultFile: string, keys: OpenKeys): boolean =>
  keys.next !== null || existsSync(copyOf(vaultFile))

/**
 * Brings a rotation that was cut off to its end, or takes it back: the key that opens the vault is the one
 * in force. Where neither opens it, it is damaged, and both keys are kept.
 */
export async function settleRotation(
  { store, vaultFile, writeKeys }: RotationPorts,
  { key, next, file }: OpenKeys,
): Promise<Result<Uint8Array, AppError>> {
  const copy = copyOf(vaultFile)
  if (next === null || file.next === null) {
    // The copy was not announced: nobody has its key.
    await store.call('discardVaultCopy', { copy })
    return ok(key)
  }
  for (const { candidate, seal } of [
    { candidate: next, seal: file.next },
    { candidate: key, seal: file.key },
  ]) {
    const probed = await store.call('probeVault', { file: vaultFile, key: fileKey(candidate) })
    if (!probed.ok) return probed
    if (probed.value !== 'opens') continue
    await store.call('discardVaultCopy', { copy })
    // Should this fail, the next start finds the same and tries again.
    await writeKeys({ key: seal, next: null })
    return ok(candidate)
  }
  return ok(existsSync(copy) ? key : next)
}
