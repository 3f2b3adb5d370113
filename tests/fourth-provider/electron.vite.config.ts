import path from 'node:path'
import { defineConfig } from 'electron-vite'
import own from '../../electron.vite.config.ts'

const registry = path.resolve(import.meta.dirname, '../../src/main/providers/registry.ts')
const longerRegistry = path.join(import.meta.dirname, 'registry.ts')

/** The app's own build of main with another registry in place of its own. Pages and preload stay as they are built. */
export default defineConfig({
  main: {
    ...own.main,
    plugins: [
      {
        name: 'longer-registry',
        enforce: 'pre',
        resolveId(source, importer) {
          if (importer === undefined || path.normalize(importer) === longerRegistry) return null
          return path.resolve(path.dirname(importer), source) === registry ? longerRegistry : null
        },
      },
    ],
  },
})
