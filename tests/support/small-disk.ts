import { execFile, execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const mountAndRun = 'mount -t tmpfs -o "size=$1" tmpfs "$2" && folder=$2 && shift 2 && exec "$@" "$folder"'
/** Both make a disk that nobody else sees and that goes with the process: as root, and as anybody else. */
const namespaces = [['--mount'], ['--user', '--map-root-user', '--mount']]
/** What a container has where nobody may mount anything. */
const sharedMemory = '/dev/shm'

/**
 * Runs a script of the test suite with a folder on a disk of its own that has so many bytes, and answers the
 * JSON that it prints. Fails where this computer lets nobody make such a disk and has none.
 */
export async function onSmallDisk(script: URL, bytes: number): Promise<unknown> {
  const namespace = namespaces.find(isAllowed)
  const place = namespace === undefined ? smallSharedMemory(bytes) : os.tmpdir()
  const folder = fs.mkdtempSync(path.join(place, 'portolan-disk-'))
  const command = [process.execPath, fileURLToPath(script)]
  try {
    const { stdout } = await (namespace === undefined
      ? run(process.execPath, [fileURLToPath(script), folder])
      : run('unshare', [...namespace, 'sh', '-c', mountAndRun, 'sh', String(bytes), folder, ...command]))
    return JSON.parse(stdout)
  } finally {
    fs.rmSync(folder, { recursive: true })
  }
}

function isAllowed(flags: readonly string[]): boolean {
  try {
    execFileSync('unshare', [...flags, 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

function smallSharedMemory(bytes: number): string {
  const { blocks, bsize } = fs.statfsSync(sharedMemory)
  if (blocks * bsize <= bytes) return sharedMemory
  throw new Error('this test needs a small disk of its own: allow `unshare --mount`')
}
