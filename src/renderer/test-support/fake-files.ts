import type { Client } from '../../shared/ipc/types.ts'
import type { BackupPreview, Restore } from '../../shared/model/backup.ts'
import type { ImportState } from '../../shared/model/import.ts'
import { type Emit, fakeNowMs, type FakeState } from './fake-state.ts'
import { failWith, succeed } from './replies.ts'

export const aBackupPreview = (overrides: Partial<BackupPreview> = {}): BackupPreview => ({
  ...{ names: { user: 'Ana', organisation: 'Acme' }, madeAtMs: fakeNowMs - 3_600_000, appVersion: '1.4.0' },
  ...{ itemCount: 12_345, accountCount: 2, waitingCount: 3, hasSignIns: false, ...overrides },
})

/** The passphrase of every backup here. */
export const backupPassphrase = 'three harbours at dusk'

/** What main would do with files, over `state` alone: a file that is begun goes on until a test says how. */
export function createFakeFiles(
  state: FakeState,
  emit: Emit,
): Pick<Client, 'exports' | 'imports' | 'backups'> {
  const to = (phase: ImportState['phase']) => {
    if (state.import !== null) state.import = { ...state.import, phase }
    emit('importsChanged', {})
    return Promise.resolve(succeed({}))
  }
  const toRestore = (restore: Restore | null) => {
    state.backups = { ...state.backups, restore }
    emit('backupsChanged', {})
    return Promise.resolve(succeed({}))
  }
  return {
    backups: {
      get: () => Promise.resolve(succeed(state.backups)),
      start({ hasSignIns }) {
        const fileName = 'Ana @ Acme 2026-11-20.portolan-backup'
        const backup = { fileName, state: 'running' as const, done: 0.4, hasSignIns, problem: null }
        state.backups = { ...state.backups, backup }
        emit('backupsChanged', {})
        return Promise.resolve(succeed({ isBegun: true }))
      },
      cancel() {
        const { backup } = state.backups
        if (backup !== null) state.backups = { ...state.backups, backup: { ...backup, state: 'cancelled' } }
        emit('backupsChanged', {})
        return Promise.resolve(succeed({}))
      },
      async choose() {
        const nothing = { preview: null, problem: null, workspaceId: null }
        await toRestore({ fileName: 'ana.portolan-backup', phase: 'chosen', done: 0, ...nothing })
        return succeed({ isChosen: true })
      },
      unlock({ passphrase }) {
        if (passphrase !== backupPassphrase) return Promise.resolve(failWith({ kind: 'wrong-passphrase' }))
        const { restore } = state.backups
        return toRestore(restore === null ? null : { ...restore, phase: 'opened', preview: state.preview })
      },
      restore({ user, organisation }) {
        const { restore } = state.backups
        if (state.app.workspaces.some((one) => one.user === user && one.organisation === organisation)) {
          return Promise.resolve(failWith({ kind: 'workspace-exists' }))
        }
        return toRestore(restore === null ? null : { ...restore, phase: 'restoring', done: 0.3 })
      },
      dismiss: () => toRestore(null),
    },
    imports: {
      choose: () => Promise.resolve(succeed(state.import)),
      get: () => Promise.resolve(succeed(state.import)),
      check: () => to('checked'),
      start: () => to('noted'),
      stop: () => to('noted'),
      saveSkipped: () => Promise.resolve(succeed({ isSaved: true })),
      undo: async () => {
        await to('undone')
        return succeed(null)
      },
    },
    exports: {
      start({ name, format }) {
        const id = crypto.randomUUID()
        const fileName = `${name}.${format}`
        const run = { id, fileName, state: 'running' as const, rows: 0, total: null, problem: null }
        state.exports = [run, ...state.exports]
        emit('exportsChanged', {})
        return Promise.resolve(succeed({ id }))
      },
      list: () => Promise.resolve(succeed([...state.exports])),
      cancel({ id }) {
        state.exports = state.exports.map((run) => (run.id === id ? { ...run, state: 'cancelled' } : run))
        emit('exportsChanged', {})
        return Promise.resolve(succeed({}))
      },
    },
  }
}
