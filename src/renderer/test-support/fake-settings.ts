import type { Client } from '../../shared/ipc/types.ts'
import type { LogLine } from '../../shared/model/diagnostics.ts'
import { logLevels } from '../../shared/model/diagnostics.ts'
import { type FakeState, fakeNowMs } from './fake-state.ts'
import { failWith, succeed } from './replies.ts'

/** What main would answer about the network, the log and the build, over `state` alone. */
export function createFakeSettings(
  state: FakeState,
): Pick<Client, 'network' | 'diagnostics' | 'build' | 'updates' | 'loginStart'> {
  return {
    network: {
      get: () => Promise.resolve(succeed(state.network)),
      setProxy({ proxy }) {
        state.network = { ...state.network, proxy }
        return Promise.resolve(succeed({}))
      },
      addAuthorities: () => Promise.resolve(succeed({ added: null })),
      removeAuthority({ fingerprint }) {
        const authorities = state.network.authorities.filter((one) => one.fingerprint !== fingerprint)
        if (authorities.length === state.network.authorities.length) {
          return Promise.resolve(failWith({ kind: 'not-found' }))
        }
        state.network = { ...state.network, authorities }
        return Promise.resolve(succeed({}))
      },
    },
    diagnostics: {
      readLog({ level, search, offset, limit }) {
        const wanted = logLevels.slice(0, logLevels.indexOf(level) + 1)
        const found = state.log.filter(
          (line) => wanted.includes(line.level) && `${line.event} ${line.fields}`.includes(search),
        )
        return Promise.resolve(succeed({ lines: found.slice(offset, offset + limit), total: found.length }))
      },
      getLogDetail: () => Promise.resolve(succeed({ detailUntilMs: state.logDetailUntilMs })),
      setLogDetail({ isDetailed }) {
        state.logDetailUntilMs = isDetailed ? fakeNowMs + 3_600_000 : null
        return Promise.resolve(succeed({ detailUntilMs: state.logDetailUntilMs }))
      },
      preview: () =>
        Promise.resolve(
          succeed({
            id: 'preview-1',
            files: [
              { name: 'about.json', content: '{"version":"0.1.0"}' },
              { name: 'log.txt', content: '' },
            ],
          }),
        ),
      save: () => Promise.resolve(succeed({ name: 'portolan-diagnostics.zip' })),
    },
    loginStart: {
      get: () => Promise.resolve(succeed(state.loginStart)),
      set({ isOn }) {
        state.loginStart = { state: isOn ? 'on' : 'off' }
        return Promise.resolve(succeed(state.loginStart))
      },
    },
    build: { get: () => Promise.resolve(succeed(state.build)) },
    updates: {
      get: () => Promise.resolve(succeed(state.updates)),
      check: () => Promise.resolve(succeed(state.updates)),
      download: () => Promise.resolve(succeed(state.updates)),
      plan({ plan }) {
        if (state.updates.state === 'ready') state.updates = { ...state.updates, plan }
        return Promise.resolve(succeed(state.updates))
      },
      restart: () => Promise.resolve(succeed({})),
      openPage: () => Promise.resolve(succeed({})),
    },
  }
}

export const aLogLine = (overrides: Partial<LogLine> = {}): LogLine => ({
  id: 'portolan.log:1',
  atMs: fakeNowMs,
  level: 'info',
  event: 'app.started',
  fields: '{"version":"0.1.0"}',
  ...overrides,
})
