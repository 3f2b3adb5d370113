import { renameSync } from 'node:fs'
import path from 'node:path'
import log from 'electron-log/main'
import type { WriteLine } from '../logging/logger.ts'

export interface LogFile {
  readonly write: WriteLine
  /** Whether what is written includes the `debug` lines. */
  setDetailed(isDetailed: boolean): void
}

const largestFileBytes = 2 * 1024 * 1024
const keptFiles = 3

/** JSON lines in `folder/portolan.log`, rotated at 2 MiB, three old files kept. Lines come redacted. */
export function openLogFile(folder: string, isVerbose: boolean): LogFile {
  const { file, console: terminal } = log.transports
  file.resolvePathFn = () => path.join(folder, 'portolan.log')
  file.maxSize = largestFileBytes
  file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' }
  file.format = ({ message }) => message.data as string[]
  file.level = isVerbose ? 'debug' : 'info'
  file.archiveLogFn = (current) => {
    const name = (index: number): string => `${current.path}.${index}`
    for (let index = keptFiles - 1; index >= 1; index -= 1) rotate(name(index), name(index + 1))
    rotate(current.path, name(1))
  }
  terminal.level = isVerbose ? 'debug' : 'warn'
  terminal.format = ({ message }) => message.data as string[]
  log.transports.ipc.level = false
  return {
    write: (level, line) => log[level](line),
    setDetailed(isDetailed) {
      file.level = isVerbose || isDetailed ? 'debug' : 'info'
    },
  }
}

function rotate(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch (error) {
    // There are no three old files yet at first.
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}
