import { createRequire } from 'node:module'
import path from 'node:path'

/** The folder of the built app, as Electron is given it. */
export const appFolder = path.resolve(import.meta.dirname, '../..')
/** What `require('electron')` answers outside Electron: the path of the binary. */
export const electronPath = createRequire(import.meta.url)('electron') as unknown as string
