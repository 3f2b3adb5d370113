import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { projectFolder } from '../tools.mjs'

/** What the figures depend on: read where and when they are measured. */
export function machineFacts() {
  const [cpu] = os.cpus()
  return {
    processor: cpu?.model ?? 'unknown',
    cores: os.availableParallelism(),
    memoryGB: Math.round(os.totalmem() / 1024 ** 3),
    system: `${systemName()}, ${os.arch()}`,
    node: process.versions.node,
    electron: electronVersion(),
    commit: commit(),
    /** Processes that want a core, over the last minute: beside our own parts, what else the machine is busy with. */
    loadAverage: loadAverage(),
  }
}

/** Of the last minute; zero on Windows, which keeps none. */
export const loadAverage = () => Math.round((os.loadavg()[0] ?? 0) * 100) / 100

function systemName() {
  const file = '/etc/os-release'
  const release = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : ''
  return /^PRETTY_NAME="(.*)"$/m.exec(release)?.[1] ?? `${os.type()} ${os.release()}`
}

/** Of what is installed, which need not be what package.json asks for. */
function electronVersion() {
  const file = path.join(projectFolder, 'node_modules/electron/dist/version')
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim().replace(/^v/, '') : 'not installed'
}

/** A plus sign says that files differ from it. */
function commit() {
  const git = (...args) => spawnSync('git', args, { cwd: projectFolder, encoding: 'utf8' })
  const head = git('rev-parse', '--short=10', 'HEAD')
  if (head.status !== 0) return 'unknown'
  const changed = git('status', '--porcelain', '--untracked-files=no').stdout.trim()
  return `${head.stdout.trim()}${changed === '' ? '' : '+'}`
}
