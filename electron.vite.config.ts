import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { buildFacts } from './scripts/build-facts.mjs'
import { contract } from './src/shared/ipc/contract.ts'
import { namesOf } from './src/shared/ipc/contract-names.ts'
import { releaseFacts } from './scripts/packaging/release-facts.mjs'

// Everything is bundled, so that a package ships no node_modules but the native SQLite driver. The targets
// are pinned to the oldest runtime on which the app runs (Electron 33), not to the declared one.

/**
 * What the page runs before anything else, and then all that its first screen needs. Left to itself the bundler shares
 * modules among the screens in some 140 files, and each is a request to a main process that is busy with its own start.
 */
const startChunks = [
  { name: 'begin', test: /\/src\/renderer\/begin\.ts$/, priority: 2 },
  { name: 'start', test: /\/src\/renderer\/app\/start\.tsx$/, priority: 1 },
]

const factsPlugin = buildFacts(import.meta.dirname)

const names = { __CONTRACT_NAMES__: JSON.stringify(namesOf(contract)) }
const release = releaseFacts(process.env, process.platform)

export default defineConfig({
  main: {
    define: {
      ...names,
      __RELEASE_PUBLIC_KEY__: JSON.stringify(release.publicKey),
      __RELEASE_REPOSITORY__: JSON.stringify(release.repository),
    },
    plugins: [factsPlugin()],
    build: {
      target: 'node20.18',
      externalizeDeps: false,
      minify: 'oxc',
      rolldownOptions: {
        input: {
          index: 'src/main/index.ts',
          store: 'src/store/process-entry.ts',
          'store-writer': 'src/store/writer-thread.ts',
          'store-aside': 'src/store/aside-thread.ts',
          sandbox: 'src/sandbox/process-entry.ts',
        },
        external: ['electron', 'better-sqlite3-multiple-ciphers', /^node:/],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    define: names,
    plugins: [factsPlugin()],
    build: {
      target: 'node20.18',
      externalizeDeps: false,
      minify: 'oxc',
      rolldownOptions: {
        input: { index: 'src/preload/index.ts' },
        // A sandboxed preload must be CommonJS although the package is ESM.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    build: {
      target: 'chrome130',
      minify: 'oxc',
      // What the first screen needs is asked for at once; what comes later lies on the disk.
      modulePreload: {
        polyfill: false,
        resolveDependencies: (_file, imported, { hostType }) => (hostType === 'html' ? imported : []),
      },
      rolldownOptions: {
        input: { index: path.join(import.meta.dirname, 'src/renderer/index.html') },
        output: { codeSplitting: { groups: startChunks } },
      },
    },
    plugins: [react(), factsPlugin()],
  },
})
