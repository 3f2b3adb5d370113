import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { projectFolder } from '../tools.mjs'

/** A step that cannot go on. Its message is written for the person at the terminal; no stack is shown. */
export class SetupError extends Error {}

/** One line of progress. */
export function say(line) {
  console.log(`set-up: ${line}`)
}

/**
 * Runs a program to its end.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, show?: boolean, timeoutMs?: number, shell?: boolean }} options
 *   `show` passes the output through to the terminal instead of collecting it; after `timeoutMs` the program is killed
 * @returns {Promise<{ status: number, output: string }>} `status` is 127 when the program does not exist, 124 after
 *   the time-out and 128 when a signal ended it; `output` is stdout followed by stderr (empty with `show`)
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? projectFolder,
      env: options.env ?? process.env,
      shell: options.shell ?? false,
      stdio: ['ignore', options.show ? 'inherit' : 'pipe', options.show ? 'inherit' : 'pipe'],
    })
    let stdout = ''
    let stderr = ''
    let timedOut = false
    child.stdout?.on('data', (chunk) => (stdout += chunk))
    child.stderr?.on('data', (chunk) => (stderr += chunk))
    const timer = options.timeoutMs
      ? setTimeout(() => {
          timedOut = true
          child.kill('SIGKILL')
        }, options.timeoutMs)
      : undefined
    child.on('error', (error) => {
      clearTimeout(timer)
      resolve({ status: 127, output: error.message })
    })
    child.on('close', (code) => {
      clearTimeout(timer)
      resolve({ status: timedOut ? 124 : (code ?? 128), output: stdout + stderr })
    })
  })
}

/** Like `run`, for a step that must succeed: throws a SetupError with the end of the output when it does not. */
export async function mustRun(what, command, args, options = {}) {
  const result = await run(command, args, options)
  if (result.status !== 0) {
    const tail = result.output.trim().split('\n').slice(-15).join('\n')
    throw new SetupError(`${what} failed (${command} ended with ${result.status}).${tail ? `\n${tail}` : ''}`)
  }
  return result.output
}

/** How to start npm: the very npm that runs this script, or the one on the path. */
export function npmCommand() {
  const cli = process.env.npm_execpath
  if (cli && path.basename(cli) === 'npm-cli.js' && fs.existsSync(cli)) {
    return { command: process.env.npm_node_execpath ?? process.execPath, args: [cli], shell: false }
  }
  // Windows has npm as a batch file, which Node starts only through a shell.
  return process.platform === 'win32'
    ? { command: 'npm.cmd', args: [], shell: true }
    : { command: 'npm', args: [], shell: false }
}
