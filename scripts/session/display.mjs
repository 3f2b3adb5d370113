import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { serve } from './child.mjs'

const SCREEN = '1920x1200x24'
const START_LIMIT_MS = 30_000

/**
 * Starts a virtual X display that only holders of its cookie can use.
 *
 * Xvfb picks a free display number itself and reports it (-displayfd), so displays started at the same moment never
 * meet; `xvfb-run -a` guesses the number, and it passes no signals on.
 *
 * @param {string} folder private to the caller
 * @returns {Promise<{ stop: () => Promise<void>, env: NodeJS.ProcessEnv }>} `env` is by what programs find the display
 */
export async function startDisplay(folder) {
  const authority = path.join(folder, 'Xauthority')
  fs.writeFileSync(authority, cookieFile(randomBytes(16)), { mode: 0o600 })
  const args = ['-displayfd', '3', '-screen', '0', SCREEN, '-auth', authority, '-nolisten', 'tcp', '-noreset']
  const isReady = (told) => told.endsWith('\n')
  const { stop, told } = await serve('Xvfb', args, { isReady, limitMs: START_LIMIT_MS })
  // Under a Wayland desktop the app would otherwise open its windows there.
  const env = {
    DISPLAY: `:${told.trim()}`,
    XAUTHORITY: authority,
    WAYLAND_DISPLAY: undefined,
    XDG_SESSION_TYPE: 'x11',
  }
  return { stop, env }
}

/**
 * The file that `xauth` would write for "any host, any display" (libXau, Xau.h and AuFileName): a family, then address,
 * display number, protocol name and key, each after its length, every number in 16 bits, big end first.
 */
function cookieFile(key) {
  const FAMILY_WILD = 65535
  const word = (value) => Buffer.from([value >> 8, value & 255])
  const field = (bytes) => Buffer.concat([word(bytes.length), bytes])
  const nothing = Buffer.alloc(0)
  const protocol = Buffer.from('MIT-MAGIC-COOKIE-1')
  return Buffer.concat([word(FAMILY_WILD), ...[nothing, nothing, protocol, key].map(field)])
}
