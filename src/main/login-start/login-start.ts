import type { AppError } from '../../shared/errors.ts'
import type { Handlers } from '../../shared/ipc/types.ts'
import type { LoginStart } from '../../shared/model/login-start.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { fieldsOfThrown, type Logger } from '../logging/logger.ts'
import {
  autostartEntry,
  isAutostarted,
  isAutostartedElsewhere,
  removeAutostart,
  writeAutostart,
} from './autostart-file.ts'

/** What Electron says of the item among those that macOS or Windows start at login. */
export interface LoginItem {
  readonly isOn: boolean
  /** macOS asks the user first, in its own settings. */
  readonly needsApproval: boolean
}

export interface LoginStartPorts {
  readonly platform: NodeJS.Platform
  readonly isPackaged: boolean
  /** What is started: an AppImage is a file of its own, whose program lies elsewhere at each start. */
  readonly program: string
  /** The folder of the user's settings; asked on Linux alone. */
  readonly configHome: string
  /** macOS and Windows alone. */
  readonly item: { get(): LoginItem; set(isOn: boolean): void }
  readonly logger: Logger
}

/** Whether the computer starts the app at login. The system keeps that, nothing of ours does. */
export function createLoginStart(ports: LoginStartPorts): Handlers['loginStart'] {
  const { platform, program, configHome, item, logger } = ports
  const isLinux = platform === 'linux'

  async function state(): Promise<LoginStart> {
    // From its sources it is Electron that would be started, with nothing in it.
    if (!ports.isPackaged) return { state: 'unavailable' }
    if (isLinux) return { state: (await isAutostarted(configHome, program)) ? 'on' : 'off' }
    const { isOn, needsApproval } = item.get()
    return { state: needsApproval ? 'needs-approval' : isOn ? 'on' : 'off' }
  }

  async function set(isOn: boolean): Promise<Result<null, AppError>> {
    if (!isLinux) {
      item.set(isOn)
      return ok(null)
    }
    const entry = autostartEntry(program)
    if (isOn && entry === null)
      return err({ kind: 'invalid-request', detail: 'no entry can name this program' })
    try {
      if (isOn && entry !== null) await writeAutostart(configHome, entry)
      else await removeAutostart(configHome)
      return ok(null)
    } catch (thrown) {
      logger.warn('login-start.not-changed', fieldsOfThrown(thrown))
      return err({ kind: 'file-not-written' })
    }
  }

  return {
    async get() {
      // An AppImage that was replaced by an update has another name.
      if (ports.isPackaged && isLinux && (await isAutostartedElsewhere(configHome, program))) {
        const moved = await set(true)
        if (!moved.ok) return moved
      }
      return ok(await state())
    },
    async set({ isOn }) {
      if (!ports.isPackaged) return err({ kind: 'invalid-request', detail: 'not an installed app' })
      const changed = await set(isOn)
      return changed.ok ? ok(await state()) : changed
    },
  }
}
