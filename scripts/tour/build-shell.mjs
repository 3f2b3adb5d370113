import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import config from '../../electron.vite.config.ts'
import { projectFolder } from '../tools.mjs'

const script = fileURLToPath(import.meta.resolve('./floor/shell.mjs'))

/**
 * Builds the script of the empty shell with the very settings of the app's own page.
 *
 * @returns {Promise<string>} the folder that it was written to, as `shell.js`
 */
export async function buildShell() {
  const outDir = path.join(projectFolder, 'out/tour-shell')
  const { renderer } = config
  await build({
    ...renderer,
    configFile: false,
    root: path.dirname(script),
    logLevel: 'warn',
    build: {
      ...renderer.build,
      outDir,
      emptyOutDir: true,
      rolldownOptions: { input: script, output: { entryFileNames: 'shell.js' } },
    },
  })
  return outDir
}
