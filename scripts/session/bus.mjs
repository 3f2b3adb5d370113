import fs from 'node:fs'
import path from 'node:path'
import { run } from '../setup/run.mjs'
import { serve } from './child.mjs'

const START_LIMIT_MS = 30_000

/**
 * Starts a session bus on which nothing runs and nothing can be started by being asked for. On an ordinary session
 * bus the first question for secrets starts a locked keyring and a prompter that nobody answers.
 *
 * @param {string} folder private to the caller
 * @returns {Promise<{ stop: () => Promise<void>, env: NodeJS.ProcessEnv }>}
 */
export async function startBus(folder) {
  const config = path.join(folder, 'bus.conf')
  fs.writeFileSync(config, configuration(folder))
  const args = [`--config-file=${config}`, '--nofork', '--print-address=3']
  const isReady = (told) => told.endsWith('\n')
  const { stop, told } = await serve('dbus-daemon', args, { isReady, limitMs: START_LIMIT_MS })
  return { stop, env: { DBUS_SESSION_BUS_ADDRESS: told.trim() } }
}

/**
 * Starts a fresh, unlocked GNOME keyring on the bus that `env` names, and waits until it answers there.
 *
 * @param {NodeJS.ProcessEnv} env with an XDG_DATA_HOME of its own, so that the user's real keyring stays untouched
 * @returns {Promise<{ stop: () => Promise<void> }>}
 */
export async function startKeyring(env) {
  const args = ['--foreground', '--unlock', '--components=secrets']
  // The input is the password of the login keyring, which is made with it.
  const input = 'test'
  return serve('gnome-keyring-daemon', args, {
    env,
    input,
    isReady: () => keyringAnswers(env),
    limitMs: START_LIMIT_MS,
  })
}

/** The alias "default" points at a collection ("/" means none) once the keyring is there and unlocked. */
async function keyringAnswers(env) {
  const args = [
    '--session',
    '--print-reply=literal',
    '--reply-timeout=1000',
    '--dest=org.freedesktop.secrets',
  ]
  const call = ['/org/freedesktop/secrets', 'org.freedesktop.Secret.Service.ReadAlias', 'string:default']
  const reply = await run('dbus-send', [...args, ...call], { env })
  return reply.status === 0 && reply.output.includes('/collection/')
}

function configuration(folder) {
  return `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=${folder}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`
}
