import path from 'node:path'
import { build } from 'vite'
import config from '../../electron.vite.config.ts'
import { projectFolder } from '../tools.mjs'

const root = path.join(import.meta.dirname, 'floor/shell')

/**
 * Builds the empty shell with the very settings of the app's own page.
 *
 * @returns {Promise<string>} the folder that it was written to
 */
export async function buildShell() {
  const outDir = path.join(projectFolder, 'out/tour-shell')
  const { renderer } = config
  await build({
    ...renderer,
    configFile: false,
    root,
    base: './',
    logLevel: 'warn',
    build: {
      ...renderer.build,
      outDir,
      emptyOutDir: true,
      rolldownOptions: { input: path.join(root, 'index.html') },
    },
  })
  return outDir
}
