import path from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { buildFacts } from './scripts/build-facts.mjs'
import { releaseFacts } from './scripts/packaging/release-facts.mjs'

// Everything is bundled, so that a package ships no node_modules but the native SQLite driver. The targets
// are pinned to the oldest runtime on which the app runs (Electron 33), not to the declared one.

const factsPlugin = buildFacts(import.meta.dirname)

const release = releaseFacts(process.env, process.platform)

export default defineConfig({
  main: {
    define: {
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
      // Preload hints would need inline script or another fetch; files come from disk anyway.
      modulePreload: false,
      rolldownOptions: { input: { index: path.join(import.meta.dirname, 'src/renderer/index.html') } },
    },
    plugins: [react(), factsPlugin()],
  },
})
