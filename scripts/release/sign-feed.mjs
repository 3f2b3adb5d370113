/**
 * Signs what tells the app of a newer version (`latest*.yml`, by electron-builder) with the release key. What is signed,
 * and how the app looks at it: src/main/updates/signed-feed.ts, docs/adr/0036.
 */
import { createPrivateKey, createPublicKey, sign } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'

const PREFIX = 'portolan update feed 1\n'
/** As much as the app reads. */
const MOST_NOTES = 20_000

/**
 * The signature of a feed, in base64.
 *
 * @param {string} name the file's name, which is signed too
 * @param {Uint8Array} bytes
 * @param {import('node:crypto').KeyObject} key an Ed25519 private key
 */
export function signatureOf(name, bytes, key) {
  return sign(null, Buffer.concat([Buffer.from(`${PREFIX}${name}\n`), bytes]), key).toString('base64')
}

/** The public half as the app is built with it: SPKI in base64. */
export function publicKeyOf(key) {
  return createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('base64')
}

/**
 * Adds the notes to every feed in a folder and writes its signature beside it. Answers what is in the way; then nothing
 * was changed.
 *
 * @param {{ folder: string, notes: string, privateKey: string, publicKey: string }} wish the keys in base64, PKCS8 and
 * SPKI; both empty where the repository has none, and then the app that is built looks for no updates
 * @returns {string[]}
 */
export function signFeeds({ folder, notes, privateKey, publicKey }) {
  const names = fs.readdirSync(folder).filter((name) => /^latest.*\.yml$/.test(name))
  if (privateKey === '' && publicKey === '') return []
  if (privateKey === '' || publicKey === '') return ['one half of the release key is missing']
  if (names.length === 0) return ['there is no latest*.yml to sign']
  const key = createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' })
  if (key.asymmetricKeyType !== 'ed25519') return ['the release key is no Ed25519 key']
  // Signed with another key, no app could take the release.
  if (publicKeyOf(key) !== publicKey) return ['the two halves of the release key do not belong together']
  const feeds = names.map((name) => ({ name, written: fs.readFileSync(path.join(folder, name), 'utf8') }))
  const strange = feeds.filter(({ written }) => !written.endsWith('\n') || /^releaseNotes:/m.test(written))
  if (strange.length > 0) return strange.map(({ name }) => `${name} is not as electron-builder writes it`)
  for (const { name, written } of feeds) {
    // A text in JSON is one in YAML too.
    const bytes = Buffer.from(`${written}releaseNotes: ${JSON.stringify(notes.slice(0, MOST_NOTES))}\n`)
    fs.writeFileSync(path.join(folder, name), bytes)
    fs.writeFileSync(path.join(folder, `${name}.sig`), `${signatureOf(name, bytes, key)}\n`)
  }
  return []
}
