import path from 'node:path'
import type { OpenReport } from '../../shared/store-opening.ts'
import type { Notices } from '../notices.ts'

export const vaultFile = 'vault.db'

/** Tells the user what became of a file that was not simply opened. `isCopyWanted`: the user chose the copy. */
export function tellAboutFile(notices: Pick<Notices, 'add'>, report: OpenReport, isCopyWanted = false): void {
  switch (report.outcome) {
    case 'set-aside': {
      const isVault = path.basename(report.path).startsWith(vaultFile)
      notices.add(isVault ? 'vault-set-aside' : 'store-set-aside', report.path)
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
