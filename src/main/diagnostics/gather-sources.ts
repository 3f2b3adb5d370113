import os from 'node:os'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Handlers } from '../../shared/ipc/types.ts'
import type { NetworkSettings } from '../../shared/model/network.ts'
import type { AppState } from '../../shared/model/app-state.ts'
import type { CoreHandlers } from '../ipc/handlers.ts'
import { userName } from '../user-name.ts'
import type { DiagnosticsSources } from './build-diagnostics.ts'
import type { KnownValue } from './known-values.ts'

export interface GatherPorts {
  readonly handlers: () => Promise<Pick<CoreHandlers, 'app' | 'accounts' | 'sync' | 'providers' | 'clients'>>
  readonly network: () => NetworkSettings
  readonly logDir: string
}

/** Enough to see what led to something. */
const mostLogLines = 3_000

type Asked = Pick<Handlers, 'accounts' | 'sync' | 'providers' | 'clients'>

/** Asks the endpoints; what cannot be told while the vault is locked is left empty. Null where nothing can. */
export async function gatherSources(ports: GatherPorts): Promise<DiagnosticsSources | null> {
  const handlers = await ports.handlers()
  const state = await handlers.app.getState({})
  if (!state.ok) return null
  const [accounts, statuses, runs] = await Promise.all([
    handlers.accounts.list({}),
    handlers.sync.getStatus({}),
    handlers.sync.history({ accountId: null }),
  ])
  const known = accounts.ok ? accounts.value : []
  const network = ports.network()
  return {
    state: state.value,
    system: { platform: process.platform, arch: process.arch, release: os.release() },
    network,
    accounts: known,
    statuses: statuses.ok ? statuses.value : [],
    runs: runs.ok ? runs.value : [],
    logLines: await newestLines(ports.logDir),
    knownValues: [
      ...known.flatMap(({ id, label, externalId, uiOrigin }) => [
        { value: label, shownAs: '[account name]' },
        { value: externalId, shownAs: '[account id]' },
        { value: id, shownAs: '[account id]' },
        { value: uiOrigin, shownAs: '[address]' },
      ]),
      ...(await clientIds(handlers)),
      ...ofPeople(state.value),
      ...ofComputer(state.value),
      ...ofNetwork(network),
    ].flatMap(({ value, shownAs }) => (value === null ? [] : [{ value, shownAs }])),
  }
}

async function newestLines(folder: string): Promise<string[]> {
  const read = (name: string): Promise<string> => readFile(path.join(folder, name), 'utf8').catch(() => '')
  const lines = `${await read('portolan.log.1')}${await read('portolan.log')}`.split('\n')
  return lines
    .filter((line) => line !== '')
    .slice(-mostLogLines)
    .toReversed()
}

async function clientIds(handlers: Asked): Promise<KnownValue[]> {
  const providers = await handlers.providers.list({})
  if (!providers.ok) return []
  const settings = await Promise.all(
    providers.value.map(({ id }) => handlers.clients.get({ providerId: id })),
  )
  return settings.flatMap((one) =>
    one.ok && one.value.clientId !== null ? [{ value: one.value.clientId, shownAs: '[client id]' }] : [],
  )
}

const ofPeople = ({ workspaces, workspace }: AppState): KnownValue[] =>
  [...workspaces, ...(workspace === null ? [] : [workspace])].flatMap(({ id, user, organisation }) => [
    { value: id, shownAs: '[workspace id]' },
    { value: user, shownAs: '[name]' },
    { value: organisation, shownAs: '[organisation]' },
  ])

const ofComputer = ({ dataDir, logDir }: AppState): KnownValue[] => [
  { value: logDir, shownAs: '[folder]' },
  { value: dataDir, shownAs: '[folder]' },
  { value: os.homedir(), shownAs: '[folder]' },
  { value: os.hostname(), shownAs: '[computer]' },
  { value: userName(), shownAs: '[user]' },
]

const ofNetwork = ({ proxy }: NetworkSettings): KnownValue[] =>
  proxy.mode === 'own'
    ? [proxy.address, new URL(proxy.address).hostname, ...proxy.bypass].map((value) => ({
        value,
        shownAs: '[address]',
      }))
    : []
