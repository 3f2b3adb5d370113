import fs from 'node:fs'

/**
 * Why nothing can be kept in the profile folder; null when it can, and then the folder is there. To be asked before the instance
 * lock: that lies in it, and fails there as if another instance ran, so that the app would end without a word.
 */
export function whyOutOfReach(folder: string): Error | null {
  try {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 })
    fs.accessSync(folder, fs.constants.W_OK)
    return null
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}
