import { chooseSaveFile } from './electron/choose-files.ts'
import { chooseSmallFile } from './electron/choose-small-file.ts'
import { desktop } from './electron/desktop.ts'
import type { LogFile } from './electron/log-file.ts'
import type { PreferencesFile } from './electron/preferences-file.ts'
import { createDiagnosticsHandlers } from './diagnostics/diagnostics-handlers.ts'
import { gatherSources, type GatherPorts } from './diagnostics/gather-sources.ts'
import { createLogDetail } from './diagnostics/log-detail.ts'
import { channelOf, readBuildFacts } from './diagnostics/read-build-facts.ts'
import type { Handlers } from '../shared/ipc/types.ts'
import { ok } from '../shared/result.ts'
import type { OutsideDomain } from './ipc/handlers.ts'
import { later } from './later.ts'
import type { Logger } from './logging/logger.ts'
import type { KnownSecrets } from './logging/redact.ts'
import { countHosts, createHostLedger } from './network/host-ledger.ts'
import { createLoginStart } from './login-start/login-start.ts'
import { createNetworkHandlers } from './network/network-settings.ts'

export interface ComposeSettingsPorts {
  readonly settings: PreferencesFile
  readonly logFile: LogFile
  readonly logDir: string
  /** What the build left of itself. */
  readonly factsFile: URL
  readonly logger: Logger
  readonly secrets: KnownSecrets
  readonly handlers: GatherPorts['handlers']
}

/** The network, the log and the build facts: what stands before there is a core. A part of `compose.ts`. */
export function composeSettings({
  settings,
  logFile,
  logDir,
  factsFile,
  logger,
  secrets,
  handlers,
}: ComposeSettingsPorts) {
  const ledger = createHostLedger(Date.now)
  const rules = desktop.sessionRules(settings.network(), Date.now)
  const logDetail = createLogDetail({
    kept: settings.logDetailUntilMs,
    keep: settings.setLogDetailUntilMs,
    apply: logFile.setDetailed,
    now: Date.now,
    later,
  })
  return {
    rules,
    hosts: ledger,
    fetch: countHosts(desktop.providerFetch(rules), ledger),
    onPageRequest: (address: string): void => ledger.note(address, 'sign-in'),
    handlers: {
      network: createNetworkHandlers({
        settings,
        onChanged: rules.change,
        ledger,
        chooseFile: () => chooseSmallFile(false),
        logger,
      }),
      diagnostics: createDiagnosticsHandlers({
        logDir,
        logDetail,
        secrets,
        gather: () => gatherSources({ handlers, network: settings.network, logDir }),
        chooseSaveFile,
        logger,
        now: Date.now,
      }),
      loginStart: createLoginStart({
        ...{ platform: process.platform, isPackaged: desktop.isPackaged(), logger },
        ...{ program: desktop.programFile(), configHome: desktop.configHome(), item: desktop.loginItem },
      }),
      build: {
        get: async () =>
          ok(
            await readBuildFacts(
              factsFile,
              channelOf({
                isPackaged: desktop.isPackaged(),
                isStandIn: desktop.isStandIn(),
                version: desktop.version(),
              }),
            ),
          ),
      },
    } satisfies Pick<Handlers, Exclude<OutsideDomain, 'updates'>>,
  }
}
