import type { Client } from '../../shared/ipc/types.ts'
import type { ImportState } from '../../shared/model/import.ts'
import type { Emit, FakeState } from './fake-state.ts'
import { succeed } from './replies.ts'

/** What main would do with files, over `state` alone: a file that is begun goes on until a test says how. */
export function createFakeFiles(state: FakeState, emit: Emit): Pick<Client, 'exports' | 'imports'> {
  const to = (phase: ImportState['phase']) => {
    if (state.import !== null) state.import = { ...state.import, phase }
    emit('importsChanged', {})
    return Promise.resolve(succeed({}))
  }
  return {
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
