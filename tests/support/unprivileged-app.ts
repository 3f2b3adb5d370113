import { chmod, chown, copyFile, mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { SandboxEndpoints } from '../../src/sandbox/start-sandbox.ts'
import { watch, type RunningApp } from './app.ts'
import { appFolder, electronPath } from './electron-path.ts'
import { wholeTextsInHeap } from './heap-snapshot.ts'
import { launchElectron } from './launch-electron.ts'
import { share } from './shared-files.ts'

/** The user and group that own nothing, under every Linux: `nobody`. */
const nobody = 65_534

export interface UnprivilegedApp extends RunningApp {
  /** As which user it runs. */
  readonly userId: number
}

/**
 * Starts the built app with Chromium's own sandbox, which refuses to work for root. A suite that runs as root
 * starts it as the user nobody, on a copy of app and runtime that nobody may read: the originals may lie
 * below a home folder that is closed to others.
 */
export async function launchUnprivileged(endpoints: SandboxEndpoints): Promise<UnprivilegedApp> {
  const folder = await mkdtemp(path.join(tmpdir(), 'portolan-unprivileged-'))
  const isRoot = process.getuid?.() === 0
  try {
    const home = path.join(folder, 'home')
    await mkdir(home)
    const endpointsFile = path.join(folder, 'endpoints.json')
    await writeFile(endpointsFile, JSON.stringify(endpoints))
    const env = { ...ownEnvironment(home), PORTOLAN_USER_DATA: home, PORTOLAN_ENDPOINTS: endpointsFile }
    const place = isRoot
      ? await prepareForNobody(folder, home, env)
      : { app: appFolder, command: electronPath }
    const app = await launchElectron({
      executablePath: place.command,
      args: [place.app, `--user-data-dir=${home}`, wholeTextsInHeap],
      env,
      cwd: folder,
      chromiumSandbox: true,
    })
    const running = await watch(app, home)
    return {
      ...running,
      userId: isRoot ? nobody : (process.getuid?.() ?? 0),
      close: async () => {
        await running.close()
        await rm(folder, { recursive: true, force: true })
      },
    }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

/** Without what switches the sandbox off, and without paths and services of whoever runs the suite. */
function ownEnvironment(home: string): Record<string, string> {
  const environment: Record<string, string> = {}
  for (const [name, value] of Object.entries(process.env)) {
    const isForeign =
      name === 'ELECTRON_DISABLE_SANDBOX' || name.startsWith('XDG_') || name.startsWith('DBUS_')
    if (value !== undefined && !isForeign) environment[name] = value
  }
  return {
    ...environment,
    HOME: home,
    TMPDIR: home,
    XDG_RUNTIME_DIR: home,
    DBUS_SESSION_BUS_ADDRESS: 'disabled:',
  }
}

async function prepareForNobody(
  folder: string,
  home: string,
  env: Record<string, string>,
): Promise<{ app: string; command: string }> {
  await chmod(folder, 0o755)
  const runtime = path.join(folder, 'runtime')
  await share(path.dirname(await realpath(electronPath)), runtime)
  const app = path.join(folder, 'app')
  await share(path.join(appFolder, 'out'), path.join(app, 'out'))
  await share(path.join(appFolder, 'package.json'), path.join(app, 'package.json'))
  await shareDriver(app)
  const authority = process.env['XAUTHORITY']
  if (authority !== undefined) {
    env['XAUTHORITY'] = path.join(home, 'Xauthority')
    await copyFile(authority, env['XAUTHORITY'])
    await chown(env['XAUTHORITY'], nobody, nobody)
  }
  await chown(home, nobody, nobody)
  const command = path.join(folder, 'electron-as-nobody')
  const electron = path.join(runtime, path.basename(electronPath))
  await writeFile(
    command,
    `#!/bin/sh\nexec setpriv --reuid ${nobody} --regid ${nobody} --clear-groups --inh-caps=-all -- '${electron}' "$@"\n`,
    { mode: 0o755 },
  )
  return { app, command }
}

/** The store's driver, and where the app finds the binary that fits this runtime. */
async function shareDriver(app: string): Promise<void> {
  const modules = path.join('node_modules', 'better-sqlite3-multiple-ciphers')
  for (const part of ['package.json', 'lib', 'prebuilds']) {
    await share(path.join(appFolder, modules, part), path.join(app, modules, part))
  }
  const note = path.join('node_modules', '.portolan', 'store-driver.json')
  const text = await readFile(path.join(appFolder, note), 'utf8').catch(() => null)
  // The declared Electron takes the package's own binary and has no note.
  if (text === null) return
  const { nativeBinding } = JSON.parse(text) as { nativeBinding: string }
  const binary = path.join(path.dirname(note), nativeBinding)
  await share(path.join(appFolder, binary), path.join(app, binary))
  await share(path.join(appFolder, note), path.join(app, note))
}
