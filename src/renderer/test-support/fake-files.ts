import type { Client } from '../../shared/ipc/types.ts'
import type { Emit, FakeState } from './fake-state.ts'
import { succeed } from './replies.ts'

/** What main would do with files, over `state` alone: a file that is begun goes on until a test says how. */
export function createFakeFiles(state: FakeState, emit: Emit): Pick<Client, 'exports'> {
  return {
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
