import fs from 'node:fs'

/**
 * Brings a file, or the names in a folder, to the disk. Windows cannot open folders, and files that are open
 * for reading only do not sync there.
 */
export function syncPath(target: string): void {
  if (process.platform === 'win32') return
  const handle = fs.openSync(target, 'r')
  try {
    fs.fsyncSync(handle)
  } finally {
    fs.closeSync(handle)
  }
}
