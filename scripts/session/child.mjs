import { spawn } from 'node:child_process'
import { constants } from 'node:os'

const STOP_LIMIT_MS = 5000

/**
 * Starts a program that serves this one until `stop`. It is ready when `isReady` says so; what it printed to stderr is
 * shown only if it never gets there.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: NodeJS.ProcessEnv, input?: string, isReady: (told: string) => boolean | Promise<boolean>, limitMs: number }} options
 *   `told` is what the program wrote to its file descriptor 3 so far; asked about 20 times a second
 * @returns {Promise<{ stop: () => Promise<void>, told: string }>}
 */
export async function serve(command, args, { env, input, isReady, limitMs }) {
  const child = spawn(command, args, {
    env: env ?? process.env,
    stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
    // Ctrl-C in a terminal reaches a whole process group: the app must still have its display while it closes.
    detached: true,
  })
  let told = ''
  let complaint = ''
  let failure = null
  child.stdio[3].on('data', (chunk) => (told += chunk))
  child.stderr.on('data', (chunk) => (complaint = `${complaint}${chunk}`.slice(-2000)))
  child.on('error', (error) => (failure = error.message))
  child.on('exit', (code, signal) => (failure ??= `it ended with ${code ?? signal}`))
  child.stdin.on('error', (error) => (failure ??= error.message))
  child.stdin.end(input ?? '')
  for (const deadline = Date.now() + limitMs; !(await isReady(told));) {
    if (failure === null && Date.now() > deadline) failure = `not ready after ${limitMs / 1000} s`
    if (failure !== null) {
      await stop(child)
      throw new Error(`${command} did not start: ${failure}\n${complaint}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return { stop: () => stop(child), told }
}

/** Waits until the program is gone; a program that does not react to SIGTERM is killed. */
function stop(child) {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null)
    return Promise.resolve()
  return new Promise((resolve) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS)
    child.once('exit', () => {
      clearTimeout(timer)
      resolve()
    })
    child.kill('SIGTERM')
  })
}

/**
 * Runs a program in the foreground: same terminal, and signals sent to this process reach it.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {import('node:child_process').SpawnOptions} options
 * @returns {Promise<number>} its exit code; 128 + n after signal n, as a shell counts it; 127 when it does not exist
 */
export function foreground(command, args, options) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options })
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
    const pass = (signal) => child.kill(signal)
    for (const signal of signals) process.on(signal, pass)
    const finish = (status) => {
      for (const signal of signals) process.off(signal, pass)
      resolve(status)
    }
    child.on('error', (error) => {
      console.error(error.message)
      finish(127)
    })
    child.on('exit', (code, signal) => finish(code ?? 128 + (constants.signals[signal] ?? 0)))
  })
}
