import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { strToU8, zipSync } from 'fflate'
import type { Handlers } from '../../shared/ipc/types.ts'
import type { DiagnosticsFile } from '../../shared/model/diagnostics.ts'
import { err, ok } from '../../shared/result.ts'
import type { ChooseSaveFile } from '../exporting/exports.ts'
import { writeWholeFile } from '../exporting/whole-file.ts'
import type { Logger } from '../logging/logger.ts'
import type { KnownSecrets } from '../logging/redact.ts'
import { buildDiagnostics, type DiagnosticsSources } from './build-diagnostics.ts'
import type { LogDetail } from './log-detail.ts'
import { readLog } from './read-log.ts'

export interface DiagnosticsPorts {
  readonly logDir: string
  readonly logDetail: LogDetail
  readonly secrets: KnownSecrets
  /** Null where nothing can be told. */
  readonly gather: () => Promise<DiagnosticsSources | null>
  readonly chooseSaveFile: ChooseSaveFile
  readonly logger: Logger
  readonly now: () => number
}

/** The endpoints of the log and of the diagnostics. Nothing of it is ever sent: a file is written, no more. */
export function createDiagnosticsHandlers(ports: DiagnosticsPorts): Handlers['diagnostics'] {
  let shown: { readonly id: string; readonly files: readonly DiagnosticsFile[] } | null = null
  const detail = () => ok({ detailUntilMs: ports.logDetail.untilMs() })

  return {
    readLog: async (query) => ok(await readLog(ports.logDir, query)),
    getLogDetail: async () => detail(),
    async setLogDetail({ isDetailed }) {
      ports.logDetail.set(isDetailed)
      ports.logger.info('log.detail-changed', { isDetailed })
      return detail()
    },
    async preview() {
      const sources = await ports.gather()
      if (sources === null) return err({ kind: 'vault-locked' })
      const files = await buildDiagnostics(sources, ports.secrets)
      shown = { id: randomUUID(), files }
      return ok({ id: shown.id, files })
    },
    async save({ id }) {
      // What was not looked at is not saved.
      if (shown?.id !== id) return err({ kind: 'changed-meanwhile' })
      const day = new Date(ports.now()).toISOString().slice(0, 10)
      const { files } = shown
      const file = await ports.chooseSaveFile({ name: `portolan-diagnostics-${day}`, extension: 'zip' })
      if (file === null) return ok({ name: null })
      return writeWholeFile(file, async (writer) => {
        await writer.write(zipOf(files))
        return ok({ name: path.basename(file) })
      })
    },
  }
}

function zipOf(files: readonly DiagnosticsFile[]): Uint8Array {
  return zipSync(Object.fromEntries(files.map(({ name, content }) => [name, strToU8(content)])))
}
