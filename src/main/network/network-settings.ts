import type { AppError } from '../../shared/errors.ts'
import type { Handlers } from '../../shared/ipc/types.ts'
import { type NetworkSettings, networkSettingsSchema } from '../../shared/model/network.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import type { ChosenFile } from '../clients/env-import.ts'
import type { Logger } from '../logging/logger.ts'
import { authoritiesIn, describeAuthority, parseCertificate } from './authorities.ts'
import type { HostLedger } from './host-ledger.ts'

export interface NetworkPorts {
  readonly settings: {
    network(): NetworkSettings /** Says why where they could not be kept. */
    setNetwork(settings: NetworkSettings): Result<null, AppError>
  }
  /** What was changed holds from now on. */
  readonly onChanged: (settings: NetworkSettings) => void
  readonly ledger: HostLedger
  readonly chooseFile: () => Promise<Result<ChosenFile | null, AppError>>
  readonly logger: Logger
}

const refused = (detail: string): Result<never, AppError> => err({ kind: 'invalid-request', detail })

/** The endpoints of how the app reaches the services, and whom it asked. */
export function createNetworkHandlers(ports: NetworkPorts): Handlers['network'] {
  const { settings, logger } = ports
  const change = (changes: Partial<NetworkSettings>): Result<Record<string, never>, AppError> => {
    const next = { ...settings.network(), ...changes }
    const kept = settings.setNetwork(next)
    // What would be gone after the next start does not hold until then either: the screen shows what is kept.
    if (!kept.ok) return kept
    logger.info('network.changed', { proxy: next.proxy.mode, authorities: next.authorities.length })
    ports.onChanged(next)
    return ok({})
  }
  const fingerprintOf = (pem: string): string | undefined => parseCertificate(pem)?.fingerprint256

  return {
    async get() {
      const { proxy, authorities } = settings.network()
      return ok({
        proxy,
        authorities: authorities.map(describeAuthority).filter((one) => one !== null),
        countedSinceMs: ports.ledger.sinceMs,
        hosts: ports.ledger.list(),
      })
    },
    async setProxy({ proxy }) {
      return change({ proxy })
    },
    async addAuthorities() {
      const chosen = await ports.chooseFile()
      if (!chosen.ok) return chosen
      if (chosen.value === null) return ok({ added: null })
      const found = authoritiesIn(new TextDecoder().decode(chosen.value.bytes))
      if (found === null) return refused('not a file of PEM certificates of authorities')
      const before = settings.network().authorities
      // A file may have one twice.
      const all = [...new Map([...before, ...found].map((pem) => [fingerprintOf(pem), pem])).values()]
      const authorities = networkSettingsSchema.shape.authorities.safeParse(all)
      if (!authorities.success) return refused('more than 20 certificates, or one that is too long')
      const added = all.length - before.length
      const kept = added > 0 ? change({ authorities: authorities.data }) : ok({})
      return kept.ok ? ok({ added }) : kept
    },
    async removeAuthority({ fingerprint }) {
      const { authorities } = settings.network()
      const kept = authorities.filter((pem) => fingerprintOf(pem) !== fingerprint)
      if (kept.length === authorities.length) return err({ kind: 'not-found' })
      return change({ authorities: kept })
    },
  }
}
