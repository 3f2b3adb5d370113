import { defineConfig } from 'vitest/config'

// One runner for everything. The projects differ in where the code under test lives: plain Node, a page,
// several real processes over loopback, or a real Electron window.
const common = { env: { TZ: 'UTC' }, restoreMocks: true }

export default defineConfig({
  test: {
    // By default one core is left to somebody who is not there: many files wait for processes and clocks.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          ...common,
          name: 'unit',
          environment: 'node',
          include: [
            'src/{shared,main,store,sandbox,preload}/**/*.test.ts',
            '{scripts,tests/support}/**/*.test.ts',
          ],
          // Of made-up values there are many; on a busy computer five seconds are over before all of them were tried.
          testTimeout: 20_000,
        },
      },
      {
        test: {
          ...common,
          name: 'renderer',
          environment: 'happy-dom',
          include: ['src/renderer/**/*.test.{ts,tsx}'],
          setupFiles: ['src/renderer/test-support/as-a-browser.ts'],
        },
      },
      {
        test: {
          ...common,
          name: 'integration',
          environment: 'node',
          include: ['tests/{integration,adversarial}/**/*.test.ts'],
          globalSetup: ['tests/support/compiled-store.ts'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
          // A deadline, not a pause: what is waited for comes within milliseconds where nobody else needs the machine.
          expect: { poll: { timeout: 15_000 } },
        },
      },
      {
        test: {
          ...common,
          name: 'conformance',
          environment: 'node',
          include: ['tests/conformance/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          ...common,
          name: 'contracts',
          environment: 'node',
          include: ['tests/contracts/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          ...common,
          name: 'redis',
          environment: 'node',
          include: ['tests/redis/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 20_000 } },
          // Twenty processes at once, and servers that are stopped on purpose: side by side they starve each other.
          fileParallelism: false,
        },
      },
      ...(['e2e', 'e2e-no-keyring', 'e2e-package', 'e2e-installed'] as const).map((name) => ({
        test: {
          ...common,
          name,
          environment: 'node' as const,
          include: [`tests/${name}/**/*.test.ts`],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // Every file starts a whole Electron; side by side they starve each other on a small machine.
          fileParallelism: false,
        },
      })),
    ],
  },
})
