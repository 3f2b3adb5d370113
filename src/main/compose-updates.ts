import type { Handlers } from '../shared/ipc/types.ts'
import type { Preferences } from '../shared/model/preferences.ts'
import type { UpdateState } from '../shared/model/updates.ts'
import { desktop } from './electron/desktop.ts'
import { openPage } from './electron/system-browser.ts'
import { createUpdateInstaller } from './electron/updater.ts'
import type { Fetch } from './http/guarded-fetch.ts'
import { later } from './later.ts'
import { fieldsOfThrown, type Logger } from './logging/logger.ts'
import { builtInRelease } from './updates/built-in-release.ts'
import { packageKind } from './updates/package-kind.ts'
import { githubReleases } from './updates/release-source.ts'
import { createUpdateHandlers } from './updates/update-handlers.ts'
import { createUpdates, type Updates } from './updates/updates.ts'

export interface ComposeUpdatesPorts {
  readonly preferences: () => Preferences
  readonly fetch: Fetch
  readonly logger: Logger
  readonly onChanged: () => void
}

type OffReason = Extract<UpdateState, { state: 'off' }>['reason']

/** Updates as far as this copy of the app has any. A part of `compose.ts`. */
export function composeUpdates(ports: ComposeUpdatesPorts): Pick<
  Updates,
  'begin' | 'stop' | 'isInstallDue' | 'preferencesChanged'
> & {
  readonly handlers: Handlers['updates']
  /** Never throws: what cannot be installed is logged, and the app ends as usual. */
  install(): Promise<(() => void) | null>
} {
  const release = builtInRelease()
  const reason = offReason(release !== null)
  const updates = release === null || reason !== null ? null : create(release, ports)
  return {
    begin: () => updates?.begin(),
    stop: () => updates?.stop(),
    isInstallDue: () => updates?.isInstallDue() ?? false,
    preferencesChanged: () => updates?.preferencesChanged(),
    async install() {
      try {
        return (await updates?.install()) ?? null
      } catch (thrown) {
        ports.logger.error('update.not-installed', fieldsOfThrown(thrown))
        return null
      }
    },
    handlers: createUpdateHandlers(updates, { state: 'off', reason: reason ?? 'no-release-key' }),
  }
}

function offReason(hasKey: boolean): OffReason | null {
  if (!desktop.isPackaged()) return 'sources'
  if (desktop.isStandIn()) return 'stand-in'
  return hasKey ? null : 'no-release-key'
}

function create(
  { publicKey, repository }: NonNullable<ReturnType<typeof builtInRelease>>,
  { preferences, fetch, logger, onChanged }: ComposeUpdatesPorts,
): Updates {
  const origin = desktop.packageOrigin()
  const { feed, ending } = packageKind(origin)
  const source = githubReleases(repository)
  return createUpdates({
    find: { fetch, source, publicKey, current: desktop.version(), feed },
    ending,
    arch: origin.arch,
    installer: createUpdateInstaller({
      logger,
      platform: origin.platform,
      native: desktop.nativeUpdater,
      letAnotherStart: desktop.letAnotherStart,
    }),
    preferences,
    logger,
    now: Date.now,
    later,
    onChanged,
    openPage,
    quit: desktop.quit,
  })
}
