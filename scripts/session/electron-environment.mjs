/**
 * The environment in which Electron can run here.
 *
 * Chromium's sandbox refuses to work for root (`--no-sandbox` or this variable is then a must; the variable also
 * reaches processes that something else starts). ELECTRON_RUN_AS_NODE, which terminals inside Electron apps set, would
 * turn the app into a plain Node.
 *
 * @returns {{ env: NodeJS.ProcessEnv, remark: string | null }} `remark` tells the person at the terminal
 */
export function electronEnvironment() {
  const env = { ...process.env }
  delete env.ELECTRON_RUN_AS_NODE
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return { env, remark: null }
  const remark = "You are root, so Electron runs without Chromium's sandbox (ELECTRON_DISABLE_SANDBOX=1)."
  return { env: { ...env, ELECTRON_DISABLE_SANDBOX: '1' }, remark }
}
