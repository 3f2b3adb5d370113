import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { vi } from 'vitest'
import { appFolder, electronPath } from './electron-path.ts'

export interface StandInBrowser {
  /** For the app: its `xdg-open` is ours. */
  readonly environment: Readonly<Record<string, string>>
  /** What was to be opened so far, the newest last. */
  links(): Promise<string[]>
  /** Waits until so many were, and answers the newest. */
  untilOpened(count: number): Promise<URL>
  remove(): Promise<void>
}

/** The program that opens pages on Linux, as far as the app can tell: it only notes what it was asked for. */
export async function createStandInBrowser(): Promise<StandInBrowser> {
  const folder = await mkdtemp(path.join(tmpdir(), 'portolan-browser-'))
  const list = path.join(folder, 'links')
  const program = path.join(folder, 'xdg-open')
  await writeFile(list, '')
  await writeFile(program, `#!/bin/sh\nprintf '%s\\n' "$1" >> '${list}'\n`)
  await chmod(program, 0o755)
  const links = async (): Promise<string[]> => (await readFile(list, 'utf8')).split('\n').slice(0, -1)
  return {
    environment: { PATH: `${folder}:${process.env['PATH'] ?? ''}` },
    links,
    untilOpened: (count) =>
      vi.waitUntil(
        async () => {
          const opened = await links()
          return opened.length >= count && new URL(opened.at(-1) ?? '')
        },
        { timeout: 30_000, interval: 50 },
      ),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

/** Starts the app a second time on the same profile, as the system does for a link; resolves when it has ended. */
export async function startAgain(userData: string, args: readonly string[]): Promise<void> {
  const second = spawn(electronPath, [appFolder, `--user-data-dir=${userData}`, ...args], {
    env: { ...process.env, PORTOLAN_USER_DATA: userData },
    stdio: 'ignore',
  })
  await once(second, 'exit')
}
