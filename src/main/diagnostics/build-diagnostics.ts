import type { AppState } from '../../shared/model/app-state.ts'
import type { Account } from '../../shared/model/account.ts'
import type { DiagnosticsFile } from '../../shared/model/diagnostics.ts'
import type { RunReport } from '../../shared/model/feed.ts'
import type { NetworkSettings } from '../../shared/model/network.ts'
import type { SyncStatus } from '../../shared/model/sync-status.ts'
import { letEventsRun } from '../http/let-events-run.ts'
import { redactText, type KnownSecrets } from '../logging/redact.ts'
import { allowedLine } from './allowed-line.ts'
import { createValueStripper, type KnownValue } from './known-values.ts'

/** All that a diagnostics file is made of, and what must not be in it. */
export interface DiagnosticsSources {
  readonly state: AppState
  readonly system: { readonly platform: string; readonly arch: string; readonly release: string }
  readonly network: NetworkSettings
  readonly accounts: readonly Account[]
  readonly statuses: readonly SyncStatus[]
  readonly runs: readonly RunReport[]
  /** Lines as they lie in the log, the newest first. */
  readonly logLines: readonly string[]
  readonly knownValues: readonly KnownValue[]
}

/** Of `log.txt`, in characters: all files together go to the window in one message. */
const longestLog = 500_000
/** So many lines at a time, so that main stays free: a line with a stack takes a sixth of a millisecond. */
const linesAtOnce = 50

/**
 * The files of the diagnostics (U14). Made from a list of what may be in them, never by leaving things out of all
 * there is: no value of the user's is copied into them, only counts, names of ours and choices from a few. Then
 * everything is redacted again, by the values that are known: secrets, names of accounts and people, addresses, ids.
 */
export async function buildDiagnostics(
  sources: DiagnosticsSources,
  secrets: KnownSecrets,
): Promise<DiagnosticsFile[]> {
  const strip = createValueStripper(sources.knownValues)
  const clean = (text: string): string => strip(redactText(secrets.strip(text)))
  const file = (name: string, content: unknown): DiagnosticsFile => ({
    name,
    content: `${clean(JSON.stringify(content, null, 2))}\n`,
  })
  const aliases = new Map(sources.accounts.map(({ id }, index) => [String(id), `account ${index + 1}`]))
  const aliasOf = (id: string): string => aliases.get(id) ?? 'another account'
  return [
    file('about.json', about(sources)),
    file('settings.json', settings(sources)),
    file('accounts.json', accounts(sources, aliasOf)),
    file('runs.json', runCounts(sources.runs, aliasOf)),
    { name: 'log.txt', content: await logOf(sources.logLines, aliasOf, clean) },
  ]
}

/** The newest lines that there is room for, in the order in which they were written. */
async function logOf(
  newestFirst: readonly string[],
  aliasOf: (accountId: string) => string,
  clean: (text: string) => string,
): Promise<string> {
  const kept: string[] = []
  let length = 0
  for (const [index, line] of newestFirst.entries()) {
    if (index % linesAtOnce === linesAtOnce - 1) await letEventsRun()
    const allowed = allowedLine(line, aliasOf)
    if (allowed === null) continue
    const cleaned = `${clean(allowed)}\n`
    length += cleaned.length
    if (length > longestLog) break
    kept.push(cleaned)
  }
  return kept.toReversed().join('')
}

function about({ state, system }: DiagnosticsSources): unknown {
  const { version, runtime, protection } = state
  return {
    version,
    electron: runtime.electron,
    chrome: runtime.chrome,
    node: runtime.node,
    platform: system.platform,
    arch: system.arch,
    systemRelease: system.release,
    protection: protection.state,
    workspaces: state.workspaces.length,
    isSample: state.workspace?.isSample ?? null,
    notices: state.notices.map(({ kind }) => kind),
  }
}

function settings({ state, network }: DiagnosticsSources): unknown {
  const { preferences } = state
  return {
    theme: preferences.theme,
    contrast: preferences.contrast,
    density: preferences.density,
    textSize: preferences.textSize,
    motion: preferences.motion,
    language: preferences.language,
    detailPane: preferences.detailPane,
    changedKeys: Object.keys(preferences.keys).length,
    hasSingleKeys: preferences.hasSingleKeys,
    hasSystemNotices: preferences.hasSystemNotices,
    workOffline: preferences.workOffline,
    reopensPlace: preferences.reopensPlace,
    loadsAtStart: preferences.loadsAtStart,
    loadsOnFocus: preferences.loadsOnFocus,
    signInPlace: preferences.signInPlace,
    proxy: network.proxy.mode,
    ownAuthorities: network.authorities.length,
  }
}

function accounts({ accounts: all, statuses }: DiagnosticsSources, aliasOf: (id: string) => string): unknown {
  return all.map(({ id, providerId, status, scopes, access }) => {
    const found = statuses.find(({ accountId }) => accountId === id)
    return {
      account: aliasOf(id),
      provider: providerId,
      status,
      access,
      scopes: scopes.length,
      isPaused: found?.isPaused ?? null,
      reachability: found?.reachability ?? null,
      streams: (found?.streams ?? []).map(({ type, state, mode, loaded, total, error, reference }) => ({
        type,
        state,
        mode,
        loaded,
        total,
        error: error?.kind ?? null,
        reference,
      })),
    }
  })
}

/** Runs of the same kind and outcome are counted, not listed. */
function runCounts(runs: readonly RunReport[], aliasOf: (id: string) => string): unknown {
  const counts = new Map<string, { runs: number; calls: number }>()
  for (const { accountId, feed, mode, outcome, error, calls } of runs) {
    const [kind] = feed.split(':')
    const key = [aliasOf(accountId), kind, mode, outcome, error?.kind ?? ''].join(' | ').replace(/ \| $/, '')
    const known = counts.get(key) ?? { runs: 0, calls: 0 }
    counts.set(key, { runs: known.runs + 1, calls: known.calls + calls })
  }
  return Object.fromEntries(counts)
}
