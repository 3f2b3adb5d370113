import { z } from 'zod'
import type { Logger } from '../logging/logger.ts'
import type { RecordRef } from '../vault/sealed-record.ts'
import type { Vault } from '../vault/vault.ts'
import type { SampleSandboxPorts } from './sample-sandbox.ts'

const ref: RecordRef = { kind: 'sandbox-state', workspaceId: '', providerId: '', accountId: '' }

/** What the sample's sandbox remembers, sealed in the vault. */
export function keepSandboxState(
  vault: Vault,
  logger: Logger,
): Pick<SampleSandboxPorts, 'readState' | 'writeState'> {
  return {
    readState: async () => {
      const state = await vault.read(ref, z.string())
      return state.ok ? state.value : null
    },
    writeState: async (state) => {
      const written = await vault.write(ref, state)
      if (!written.ok) logger.error('sandbox.state-not-kept', { error: written.error.kind })
    },
  }
}
