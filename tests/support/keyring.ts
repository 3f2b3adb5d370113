import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The session that scripts/with-session.mjs has made, with a GNOME keyring of its own. */
const runtimeFolder = (): string => {
  const folder = process.env['XDG_RUNTIME_DIR']
  if (folder === undefined) throw new Error('no session: run this with scripts/with-keyring.sh')
  return folder
}

/** As when a person locks it: what is in it opens only after it has been unlocked again. */
export async function lockKeyring(): Promise<void> {
  const call = ['/org/freedesktop/secrets', 'org.freedesktop.Secret.Service.Lock']
  const what = 'array:objpath:/org/freedesktop/secrets/collection/login'
  const to = ['--session', '--print-reply=literal', '--dest=org.freedesktop.secrets']
  await run('dbus-send', [...to, ...call, what])
}

/**
 * As PAM does it at a login: a packet over the daemon's control socket (gnome-keyring, gkd-control-codes.h:
 * length, operation 1 for unlock, and the password after its length, all numbers in 32 bits, big end first).
 */
export async function unlockKeyring(password = 'test'): Promise<void> {
  const socket = connect(path.join(runtimeFolder(), 'keyring', 'control'))
  await once(socket, 'connect')
  const number = (value: number): Buffer => {
    const bytes = Buffer.alloc(4)
    bytes.writeUInt32BE(value)
    return bytes
  }
  const secret = Buffer.from(password, 'utf8')
  const rest = Buffer.concat([number(1), number(secret.length), secret])
  // The first byte carries the caller's credentials.
  socket.write(Buffer.concat([Buffer.of(0), number(rest.length + 4), rest]))
  const [reply] = (await once(socket, 'data')) as [Buffer]
  socket.destroy()
  if (reply.readUInt32BE(4) !== 0) throw new Error('the keyring did not unlock')
}
