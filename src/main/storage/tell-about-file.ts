import path from 'node:path'
import type { OpenReport } from '../../shared/store-opening.ts'
import type { Notices } from '../notices.ts'

export const vaultFile = 'vault.db'
const outboxFile = 'outbox.db'

/** Tells the user what became of a file that was not simply opened. `isCopyWanted`: the user chose the copy. */
export function tellAboutFile(notices: Pick<Notices, 'add'>, report: OpenReport, isCopyWanted = false): void {
  switch (report.outcome) {
    case 'set-aside': {
      const name = path.basename(report.path)
      const isOutbox = name.startsWith(outboxFile)
      const kind = name.startsWith(vaultFile)
        ? 'vault-set-aside'
        : isOutbox
          ? 'outbox-set-aside'
          : 'store-set-aside'
      notices.add(kind, report.path)
      return
    }
    case 'restored':
      notices.add(isCopyWanted ? 'copy-restored' : 'file-restored', report.path)
      return
    case 'too-new':
      notices.add('store-too-new', report.path)
      if (report.copy !== null) notices.add('copy-offered', report.copy.path)
      return
    case 'opened':
    case 'created':
  }
}
