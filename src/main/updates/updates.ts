import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { Preferences } from '../../shared/model/preferences.ts'
import type { UpdateRefusal, UpdateState } from '../../shared/model/updates.ts'
import type { Later } from '../later.ts'
import { fieldsOfThrown, type Logger } from '../logging/logger.ts'
import { fetchArtifact, type FetchFailure } from './fetch-release.ts'
import { findUpdate, type FindUpdatePorts } from './find-update.ts'
import { fileFor } from './package-kind.ts'
import { pageOf, releaseAddress } from './release-source.ts'
import type { FeedFile, SignedUpdate } from './signed-feed.ts'
import { keepUpdateState } from './update-state.ts'

/** Once the app has settled, and then a few times a day. */
const firstCheckMs = 60_000
const checkEveryMs = 6 * 3_600_000

/** Electron's part of it: what replaces the program that runs. */
export interface UpdateInstaller {
  /**
   * Holds the file ready, and answers where it lies. `download` writes it, unless a file with exactly that content is
   * there already. Throws what goes wrong, what `download` throws among it.
   */
  prepare(update: SignedUpdate, file: FeedFile, download: (target: string) => Promise<void>): Promise<string>
  /**
   * Replaces the program; called once, when everything is closed. Answers what ends the app in place of a plain quit, or
   * null.
   */
  install(startsAgain: boolean): Promise<(() => void) | null>
}

export interface UpdatesPorts {
  readonly find: FindUpdatePorts
  /** What the file of this package ends with; null where the system's tools install it. */
  readonly ending: string | null
  readonly arch: string
  readonly installer: UpdateInstaller
  readonly preferences: () => Pick<Preferences, 'updates' | 'updateChannel' | 'workOffline' | 'isMetered'>
  readonly logger: Logger
  readonly now: () => number
  readonly later: Later
  readonly onChanged: () => void
  readonly openPage: (url: string, hosts: readonly RegExp[]) => Promise<boolean>
  readonly quit: () => void
}

export interface Updates {
  state(): UpdateState
  /** Looks for a newer version by itself from now on, if that is wanted. */
  begin(): void
  /** Looks now; answers when it is known what there is, not when it is downloaded. */
  check(): Promise<void>
  /** Fetches what was found; false where nothing was. */
  download(): boolean
  /** Whether what is ready is installed at the end of this session; false where nothing is ready. */
  plan(plan: 'on-quit' | 'later'): boolean
  /** Quits, installs and starts again; false where nothing is ready. */
  restart(): boolean
  /** Opens the page of the version that was found; false where none was. */
  openPage(): Promise<boolean>
  preferencesChanged(): void
  /** Nothing more is looked for or fetched. */
  stop(): void
  /** Whether what is ready is to be installed now that the app ends. */
  isInstallDue(): boolean
  /** Compares the file once more with what was signed, and installs it. Answers as {@link UpdateInstaller.install}. */
  install(): Promise<(() => void) | null>
}

interface Found {
  readonly update: SignedUpdate
  readonly file: FeedFile | null
  /** Where the file lies once it is there. */
  path: string | null
}

/** What a download ended with, on its way through the installer. */
class Refused extends Error {
  readonly reason: FetchFailure
  constructor(reason: FetchFailure) {
    super(reason)
    this.reason = reason
  }
}

const isRefusal = (failure: FetchFailure): failure is UpdateRefusal =>
  failure !== 'unreachable' && failure !== 'absent'

/** Looks for newer versions, fetches them and holds them ready; see docs/adr/0036. */
export function createUpdates(ports: UpdatesPorts): Updates {
  const { logger, preferences } = ports
  const state = keepUpdateState({ state: 'idle', checkedAtMs: null }, ports.onChanged)
  const ended = new AbortController()
  let found: Found | null = null
  let startsAgain = false
  let lastChoice = preferences().updates
  let cancelNext: () => void = () => undefined

  const offered = ({ update }: Found): { version: string; notes: string } => ({
    version: update.version,
    notes: update.notes,
  })
  const usualPlan = (): 'on-quit' | 'later' => (preferences().updates === 'on-quit' ? 'on-quit' : 'later')

  function fail(failure: FetchFailure): void {
    logger.warn('update.not-taken', { reason: failure })
    if (isRefusal(failure)) state.set({ state: 'refused', reason: failure })
    else state.set({ state: 'failed', reason: 'unreachable' })
  }

  async function check(): Promise<void> {
    if (['checking', 'downloading', 'ready'].includes(state.get().state)) return
    state.set({ state: 'checking' })
    const answer = await findUpdate(ports.find, preferences().updateChannel, ended.signal)
    if (!answer.ok) fail(answer.error)
    else if (answer.value === null) state.set({ state: 'idle', checkedAtMs: ports.now() })
    else take(answer.value)
  }

  function take(update: SignedUpdate): void {
    const file = ports.ending === null ? null : fileFor(update.files, ports.ending, ports.arch)
    found = { update, file, path: null }
    logger.info('update.found', { version: update.version })
    if (ports.ending === null) state.set({ state: 'notify-only', ...offered(found) })
    else if (file === null) fail('no-file')
    else if (preferences().updates === 'on-quit' && !preferences().isMetered) void fetchFound(found, file)
    else state.set({ state: 'available', ...offered(found), bytes: file.size })
  }

  async function fetchFound(of: Found, file: FeedFile): Promise<void> {
    let percent = 0
    const tell = (next: number): void => {
      if (next === percent) return
      percent = next
      state.set({ state: 'downloading', ...offered(of), percent })
    }
    state.set({ state: 'downloading', ...offered(of), percent })
    try {
      const address = releaseAddress(ports.find.source, of.update.version, file.url)
      of.path = await ports.installer.prepare(of.update, file, async (target) => {
        const fetched = await fetchArtifact(ports.find, address, file, target, ended.signal, tell)
        if (!fetched.ok) throw new Refused(fetched.error)
      })
      state.set({ state: 'ready', ...offered(of), plan: usualPlan() })
    } catch (thrown) {
      if (thrown instanceof Refused) {
        fail(thrown.reason)
        return
      }
      logger.warn('update.not-prepared', fieldsOfThrown(thrown))
      state.set({ state: 'failed', reason: 'not-prepared' })
    }
  }

  function plan(next: 'on-quit' | 'later'): boolean {
    if (found === null || state.get().state !== 'ready') return false
    state.set({ state: 'ready', ...offered(found), plan: next })
    return true
  }

  function checkLater(afterMs: number): void {
    cancelNext = ports.later(() => {
      checkLater(checkEveryMs)
      if (preferences().updates === 'never' || preferences().workOffline) return
      check().catch((thrown: unknown) => logger.error('update.not-checked', fieldsOfThrown(thrown)))
    }, afterMs)
  }

  return {
    state: () => state.get(),
    begin: () => checkLater(firstCheckMs),
    check,
    download() {
      if (found?.file == null || state.get().state !== 'available') return false
      void fetchFound(found, found.file)
      return true
    },
    plan,
    restart() {
      if (!plan('on-quit')) return false
      startsAgain = true
      ports.quit()
      return true
    },
    async openPage() {
      if (found === null) return false
      return ports.openPage(pageOf(ports.find.source, found.update.version), [/^github\.com$/])
    },
    preferencesChanged() {
      if (preferences().updates === lastChoice) return
      lastChoice = preferences().updates
      // Who switches updates off does not get the one that waits, either.
      plan(usualPlan())
    },
    stop() {
      cancelNext()
      ended.abort()
    },
    isInstallDue() {
      const now = state.get()
      return now.state === 'ready' && now.plan === 'on-quit'
    },
    async install() {
      if (found?.path == null || found.file === null) throw new Error('no update is ready')
      if ((await hashOf(found.path)) !== found.file.sha512) {
        fail('other-content')
        return null
      }
      logger.info('update.installing', { version: found.update.version, startsAgain })
      return ports.installer.install(startsAgain)
    },
  }
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  return hash.digest('base64')
}
