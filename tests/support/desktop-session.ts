import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, chown, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { eventually } from './core-in-node.ts'
import { share } from './shared-files.ts'

const root = path.resolve(import.meta.dirname, '../..')
/** The user and group that own nothing, under every Linux: `nobody`. */
const nobody = 65_534
const startDeadlineMs = 60_000
const isRoot = process.getuid?.() === 0

export interface DesktopSession {
  /** As which user everything in it runs. */
  readonly userId: number
  /** The home folder of that user. */
  readonly home: string
  /** Starts a program in it. */
  start(
    command: string,
    args: readonly string[],
    environment?: Readonly<Record<string, string>>,
  ): ChildProcess
  /** Runs a program in it to its end; answers its exit code and all that it said. */
  run(command: string, args: readonly string[]): Promise<{ status: number; output: string }>
  end(): Promise<void>
}

/**
 * A person's session as the login of a desktop would make it: a display, a session bus and an unlocked keyring, in a
 * home folder of its own. A suite that runs as root makes it for the user nobody, so that Chromium's own sandbox works.
 *
 * @param dataFolders where the session finds desktop entries and icons besides its own; what is installed by default
 */
export async function openDesktopSession(dataFolders: readonly string[] = []): Promise<DesktopSession> {
  const folder = await mkdtemp(path.join(tmpdir(), 'portolan-desktop-'))
  const home = path.join(folder, 'home')
  await mkdir(home)
  const scripts = await prepareScripts(folder)
  if (isRoot) {
    await chmod(folder, 0o755)
    await chown(home, nobody, nobody)
  }
  const environment: Record<string, string> = {
    PATH: '/usr/local/bin:/usr/bin:/bin',
    HOME: home,
    TMPDIR: home,
    LANG: 'C.UTF-8',
    XDG_CONFIG_HOME: path.join(home, '.config'),
    XDG_DATA_DIRS: [...dataFolders, '/usr/local/share', '/usr/share'].join(':'),
  }
  const note = path.join(home, 'environment')
  const hold = ['sh', '-c', 'env -0 > "$0.part" && mv "$0.part" "$0" && exec sleep 100000', note]
  const session = spawnAsPerson(
    [scripts.node, scripts.withSession, '--keyring=unlocked', '--', ...hold],
    environment,
  )
  let complaint = ''
  session.stderr?.on('data', (part) => (complaint += String(part)))
  const ended = once(session, 'exit')
  try {
    await eventually(async () => (await readFile(note, 'utf8').catch(() => '')) !== '', startDeadlineMs)
  } catch (error) {
    session.kill('SIGTERM')
    await ended
    await rm(folder, { recursive: true, force: true })
    throw new Error(`no session: ${complaint}`, { cause: error })
  }
  const own = parseEnvironment(await readFile(note, 'utf8'))
  return {
    userId: isRoot ? nobody : (process.getuid?.() ?? 0),
    home,
    start: (command, args, more = {}) => spawnAsPerson([command, ...args], { ...own, ...more }),
    run: (command, args) => runAsPerson([command, ...args], own),
    async end() {
      session.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
    },
  }
}

/** The checkout may lie below a home folder that is closed to others. */
async function prepareScripts(folder: string): Promise<{ node: string; withSession: string }> {
  const scripts = path.join(folder, 'scripts')
  await share(path.join(root, 'scripts'), scripts)
  const node = path.join(folder, 'node')
  await share(process.execPath, node)
  return { node, withSession: path.join(scripts, 'with-session.mjs') }
}

function asPerson([command = '', ...args]: readonly string[]): { command: string; args: readonly string[] } {
  if (!isRoot) return { command, args }
  const ids = ['--reuid', String(nobody), '--regid', String(nobody), '--clear-groups', '--inh-caps=-all']
  return { command: 'setpriv', args: [...ids, '--', command, ...args] }
}

function spawnAsPerson(line: readonly string[], env: Record<string, string>): ChildProcess {
  const { command, args } = asPerson(line)
  return spawn(command, args, { env, cwd: '/', stdio: ['ignore', 'pipe', 'pipe'] })
}

function runAsPerson(
  line: readonly string[],
  env: Record<string, string>,
): Promise<{ status: number; output: string }> {
  const { command, args } = asPerson(line)
  return new Promise((resolve) => {
    execFile(command, args, { env, cwd: '/' }, (error, stdout, stderr) => {
      const status = error === null ? 0 : typeof error.code === 'number' ? error.code : 128
      resolve({ status, output: stdout + stderr })
    })
  })
}

function parseEnvironment(text: string): Record<string, string> {
  const entries = text
    .split('\0')
    .filter((line) => line.includes('='))
    .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)] as const)
  return Object.fromEntries(entries)
}
