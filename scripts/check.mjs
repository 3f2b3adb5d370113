/**
 * Everything that can be said about the source without running it: types, lint, import rules, dead code, formatting.
 *
 *   node scripts/check.mjs [--only=types|lint|deps|unused|format]
 *
 * Prints a line for each part, the output of those that fail, and ends with 1 if one did.
 */
import os from 'node:os'
import { run } from './setup/run.mjs'
import { nodeTool, npmScript, toolEnvironment } from './tools.mjs'

/** The state of the last run lies beside the other caches, so that a second run only looks at what changed. */
const types = (name, project) => {
  const config = `tsconfig.${project}.json`
  const state = `node_modules/.cache/typescript/${project}.tsbuildinfo`
  const args = ['-p', config, '--incremental', '--tsBuildInfoFile', state]
  return { name: `types: ${name}`, group: 'types', ...nodeTool('typescript-7/bin/tsc', ...args) }
}

// The slowest come first, so that the short ones fill the gap at the end.
const PARTS = [
  { name: 'lint', group: 'lint', ...npmScript('lint') },
  types('tests', 'tests'),
  types('main', 'node'),
  types('renderer', 'web'),
  types('main on Electron 33', 'compat'),
  types('shared', 'shared'),
  { name: 'unused files, exports and packages', group: 'unused', ...npmScript('unused') },
  { name: 'import rules', group: 'deps', ...npmScript('deps') },
  {
    name: 'formatting',
    group: 'format',
    ...nodeTool('prettier/bin/prettier.cjs', ...['--check', '.', '--log-level=warn', '--cache']),
  },
]

/** Each part keeps a core busy; more at once than cores would only make all of them late. */
const AT_ONCE = Math.min(2, os.availableParallelism())

const only = process.argv[2]?.replace(/^--only=/, '')
const parts = PARTS.filter((part) => only === undefined || part.group === only)
if (parts.length === 0 || process.argv.length > 3) {
  console.error(`check: --only= takes one of ${[...new Set(PARTS.map((part) => part.group))].join(', ')}`)
  process.exit(2)
}

const waiting = [...parts]
const failed = []
await Promise.all(Array.from({ length: AT_ONCE }, work))
for (const { name, output } of failed) console.log(`\n${name}\n${output.trimEnd()}`)
if (failed.length > 0) console.log(`\ncheck failed: ${failed.map((part) => part.name).join('; ')}`)
process.exitCode = failed.length > 0 ? 1 : 0

async function work() {
  for (let part = waiting.shift(); part !== undefined; part = waiting.shift()) {
    const start = performance.now()
    const { status, output } = await run(part.command, part.args, {
      env: toolEnvironment(),
      shell: part.shell,
    })
    const seconds = ((performance.now() - start) / 1000).toFixed(1)
    console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${part.name} (${seconds} s)`)
    if (status !== 0) failed.push({ name: part.name, output })
  }
}
