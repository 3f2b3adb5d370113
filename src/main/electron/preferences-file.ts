import { existsSync, renameSync } from 'node:fs'
import path from 'node:path'
import Store from 'electron-store'
import { z } from 'zod'
import type { AppError } from '../../shared/errors.ts'
import { networkSettingsSchema, type NetworkSettings } from '../../shared/model/network.ts'
import { preferencesSchema, readPreferences, type Preferences } from '../../shared/model/preferences.ts'
import { err, ok, type Result } from '../../shared/result.ts'
import { workspaceIdSchema, type WorkspaceId } from '../../shared/model/workspace.ts'

const windowPlaceSchema = z.strictObject({
  bounds: z.strictObject({ x: z.int(), y: z.int(), width: z.int(), height: z.int() }),
  isMaximized: z.boolean(),
})
export type WindowPlace = z.infer<typeof windowPlaceSchema>

/** Nothing secret and nothing precious: electron-store may tear a file on a full disk. */
export interface PreferencesFile {
  preferences(): Preferences
  setPreferences(changes: Partial<Preferences>): Preferences
  windowPlace(): WindowPlace | null
  setWindowPlace(place: WindowPlace): void
  network(): NetworkSettings
  /** Unlike the rest it is no convenience: whoever sets it is told where it could not be kept. */
  setNetwork(settings: NetworkSettings): Result<null, AppError>
  /** Until when the log tells everything; null when it does not. */
  logDetailUntilMs(): number | null
  setLogDetailUntilMs(atMs: number | null): void
  lastWorkspaceId(): WorkspaceId | null
  setLastWorkspaceId(id: WorkspaceId): void
  /** Told of whatever could not be written. */
  onFailure(listener: (error: unknown) => void): void
}

interface Content {
  preferences?: unknown
  windowPlace?: unknown
  lastWorkspaceId?: unknown
  network?: unknown
  logDetailUntilMs?: unknown
}

/** A file that cannot be parsed is set aside and the app starts with defaults: it must always start. */
export function openPreferencesFile(folder: string): PreferencesFile {
  const store = openStore(folder)
  const listeners: ((error: unknown) => void)[] = []
  const failed = (error: unknown): void => {
    for (const listener of listeners) listener(error)
  }
  /** A full disk or a read-only profile costs a remembered place, never what the user is doing. */
  const set = (key: keyof Content, value: unknown): void => {
    try {
      store.set(key, value)
    } catch (error) {
      failed(error)
    }
  }
  const preferences = (): Preferences => readPreferences(store.get('preferences'))
  return {
    preferences,
    setPreferences(changes) {
      const next = preferencesSchema.parse({ ...preferences(), ...changes })
      set('preferences', next)
      return next
    },
    windowPlace() {
      const parsed = windowPlaceSchema.safeParse(store.get('windowPlace'))
      return parsed.success ? parsed.data : null
    },
    setWindowPlace: (place) => set('windowPlace', place),
    network() {
      const parsed = networkSettingsSchema.safeParse(store.get('network'))
      return parsed.success ? parsed.data : { proxy: { mode: 'system' }, authorities: [] }
    },
    setNetwork(network) {
      try {
        store.set('network', network)
        return ok(null)
      } catch (error) {
        failed(error)
        return err({ kind: isFull(error) ? 'storage-full' : 'storage-unavailable' })
      }
    },
    logDetailUntilMs() {
      const parsed = z.int().safeParse(store.get('logDetailUntilMs'))
      return parsed.success ? parsed.data : null
    },
    setLogDetailUntilMs: (atMs) => set('logDetailUntilMs', atMs),
    lastWorkspaceId() {
      const parsed = workspaceIdSchema.safeParse(store.get('lastWorkspaceId'))
      return parsed.success ? parsed.data : null
    },
    setLastWorkspaceId: (id) => set('lastWorkspaceId', id),
    onFailure: (listener) => void listeners.push(listener),
  }
}

const isFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')

function openStore(folder: string): Store<Content> {
  const options = { cwd: folder, name: 'preferences', configFileMode: 0o600, clearInvalidConfig: false }
  try {
    return new Store<Content>(options)
  } catch {
    const file = path.join(folder, 'preferences.json')
    if (existsSync(file)) renameSync(file, `${file}.corrupt-${new Date().toISOString().replaceAll(':', '')}`)
    return new Store<Content>(options)
  }
}
