import type { Page } from 'playwright'
import type { RunningApp } from '../../tests/support/app.ts'

/** Called on every screen; without a page it is the app's own window. */
export type Visit = (screen: string, page?: Page) => Promise<void>

export interface WalkOptions {
  /** Chosen on the first screen; null leaves the choice to the system. */
  readonly scheme: 'light' | 'dark' | null
  /** All items of the account, as the list writes it: "16,200". */
  readonly total: string
  /** The admin calls of the sandbox that the app talks to. */
  readonly control: (method: string, path: string, body?: unknown) => Promise<unknown>
}

/** The whole main job on an empty profile, screen by screen, found by role and name alone. */
export function walkTheJob(running: RunningApp, visit: Visit, options: WalkOptions): Promise<void>

/** The app was quit while it worked offline, and started again. */
export function walkWorkingOffline(running: RunningApp, visit: Visit, total: string): Promise<void>

/** The same screens in the smallest window. */
export function walkSmallWindow(running: RunningApp, visit: Visit): Promise<void>

/**
 * A workspace of one's own on an empty profile, without given endpoints, up to the point where real credentials are
 * needed. `hasKeyStore` false expects the app to say that it keeps nothing.
 */
export function walkFirstAccount(
  running: RunningApp,
  visit: Visit,
  options: { readonly hasKeyStore: boolean },
): Promise<void>

/**
 * Every state of the way to a connection, on an empty profile without given endpoints. What is hard to reach for real
 * is staged: main's answers are made up, the screens are the app's own.
 */
export function walkConnect(running: RunningApp, visit: Visit): Promise<void>

/** Every state of the connections, staged likewise, in the workspace that `walkConnect` leaves open. */
export function walkConnections(running: RunningApp, visit: Visit): Promise<void>

/** Every state of the Sync centre and of an item's details, staged likewise, in the same workspace. */
export function walkSync(running: RunningApp, visit: Visit): Promise<void>

/** Every state of the outbox and of what else tells of it, staged likewise, in the same workspace. */
export function walkOutbox(running: RunningApp, visit: Visit): Promise<void>

/** The settings of the user's own OAuth apps and the import of a `.env`, where none is set yet. */
export function walkOAuthApps(running: RunningApp, visit: Visit): Promise<void>

/** Every way to arrange a loaded list, and what can be done from it; the last edit of many is staged to fail. */
export function walkLists(running: RunningApp, visit: Visit): Promise<void>

/** What is at hand wherever one is, and the looks that somebody may choose, in the same workspace. */
export function walkTools(running: RunningApp, visit: Visit): Promise<void>

/** Why a list has no rows, or not all of them yet; staged, in a workspace that is open. */
export function walkListStates(running: RunningApp, visit: Visit): Promise<void>

/** Insights, files written and read, and the settings, in the same workspace. */
export function walkCare(running: RunningApp, visit: Visit): Promise<void>
