import type { AppError } from '../shared/errors.ts'
import type { AppState } from '../shared/model/app-state.ts'
import type { Preferences } from '../shared/model/preferences.ts'
import type { Workspace, WorkspaceNames } from '../shared/model/workspace.ts'
import type { Result } from '../shared/result.ts'
import type { ConnectionPorts } from './accounts/connection-ports.ts'
import type { ChosenFile } from './clients/env-import.ts'
import type { ChooseSaveFile } from './exporting/exports.ts'
import type { ImportPorts } from './importing/imports.ts'
import type { CoreHandlers } from './ipc/handlers.ts'
import type { Publish } from './ipc/publish.ts'
import type { LocalApiServer } from './local-api/local-api-server.ts'
import type { Logger } from './logging/logger.ts'
import type { KnownSecrets } from './logging/redact.ts'
import type { Notices } from './notices.ts'
import type { SignInPorts } from './oauth/sign-in.ts'
import type { OutboxTimes } from './outbox/sending.ts'
import type { EndpointsFile } from './providers/endpoints.ts'
import type { HostLedger } from './network/host-ledger.ts'
import type { Provider } from './providers/provider.ts'
import type { StoreProcess } from './store/store-host.ts'
import type { MasterKey } from './vault/master-key.ts'
import type { SampleEdit } from './workspaces/sample-edits.ts'
import type { SandboxProcess } from './workspaces/sample-sandbox.ts'

/** All that the core needs of the outside, so that it runs in plain Node as well as in Electron. */
export interface CorePorts {
  readonly masterKey: MasterKey
  /** Holds `vault.db` and `workspaces/`; a folder that is deleted at quit when nothing is kept. */
  readonly dataDir: string
  readonly providers: readonly Provider[]
  readonly endpoints: EndpointsFile | null
  readonly startStore: () => StoreProcess
  readonly startSandbox: () => SandboxProcess
  readonly connection: Pick<ConnectionPorts, 'fetch'> & Pick<SignInPorts, 'transport'>
  /** Who was asked for anything otherwise than by `connection.fetch`. */
  readonly hosts: Pick<HostLedger, 'note' | 'noteFailure'>
  /** Serves programs on this computer, once the user wants it. */
  readonly localApi: LocalApiServer
  /** Puts a text into the clipboard. */
  readonly copyText: (text: string) => void
  readonly openPage: (url: string, hosts: readonly RegExp[]) => Promise<boolean>
  /** Lets the user choose a `.env`; null when none was chosen. */
  readonly chooseEnvFile: () => Promise<Result<ChosenFile | null, AppError>>
  /** Lets the user choose a file of certificates; null when none was chosen. */
  readonly chooseAuthorities: () => Promise<Result<ChosenFile | null, AppError>>
  /** What this computer is called, for the devices of a team. */
  readonly deviceName: () => string
  readonly chooseSaveFile: ChooseSaveFile
  readonly chooseOpenFile: ImportPorts['chooseOpenFile']
  readonly settings: {
    preferences(): Preferences
    setPreferences(changes: Partial<Preferences>): Preferences
    lastWorkspaceId(): Workspace['id'] | null
    setLastWorkspaceId(id: Workspace['id']): void
  }
  readonly about: Pick<AppState, 'version' | 'runtime' | 'dataDir' | 'logDir'>
  /** Of the sample workspace, in the language of the moment in which it is made; it keeps them. */
  readonly sampleNames: () => WorkspaceNames
  /** What the sample workspace has in its outbox once it is loaded. */
  readonly sampleEdits: () => readonly SampleEdit[]
  readonly logger: Logger
  readonly secrets: KnownSecrets
  readonly notices: Notices
  readonly publish: Publish
  readonly now: () => number
  /** In [0, 1). */
  readonly random: () => number
  /** In place of the waits of the outbox. */
  readonly outboxTimes?: OutboxTimes
}

export interface Core {
  readonly handlers: CoreHandlers
  /** The computer slept: what clocks and timers say has to be looked at anew. */
  resumed(): void
  /** The window got the focus. */
  focused(): void
  /** Whether something goes on that a close would end for good: a file that is written or read, a sign-in. */
  isBusy(): boolean
  /** Copies what is open, before an update; false where that could not be done. */
  keepCopies(): Promise<boolean>
  /** Stops loads, stores what refreshes bring, ends the child processes; nothing acknowledged is lost. */
  close(): Promise<void>
}
