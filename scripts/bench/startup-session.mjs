/**
 *   node scripts/bench/startup-session.mjs SCRATCH SHELL
 *
 * Starts a blank window, the shell (its page lies in SHELL) and the app on SCRATCH/profile by turns, and writes their marks to
 * SCRATCH/report.json, in milliseconds from the start of the process.
 */
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { ok } from '../../src/shared/result.ts'
import { readKeyFile, writeKeyFile } from '../../src/main/vault/key-file.ts'
import { openByPassphrase, sealByKeyStore } from '../../src/main/vault/master-key.ts'
import { launchApp } from '../../tests/support/app.ts'
import { valueOf } from '../../tests/support/core-in-node.ts'
import { projectFolder } from '../tools.mjs'
import { startHooked } from './hooked-electron.mjs'
import { memoryOf } from './process-memory.mjs'
import { ORGANISATION, PASSPHRASE } from './ui-profile.mjs'

const ROUNDS = 7
const START_LIMIT_MS = 60_000
/** What a list needs to calm down, in both. */
const SETTLE_MS = 3_000

const hook = fileURLToPath(import.meta.resolve('./start-marks.cjs'))
const [scratch, shell] = process.argv.slice(2)
const profile = path.join(scratch, 'profile')
const apps = {
  blank: { place: fileURLToPath(import.meta.resolve('../tour/floor/blank-main.mjs')), rows: null },
  shell: { place: fileURLToPath(import.meta.resolve('../tour/floor/shell-main.mjs')), rows: 'main' },
  ours: { place: projectFolder, rows: '[role="grid"] [role="rowheader"]' },
}

await giveKeyToKeyStore()
await openList()
const rounds = []
// The first round warms the disk's cache and every code cache.
for (let round = 0; round <= ROUNDS; round += 1) {
  const marks = {}
  for (const name of Object.keys(apps)) marks[name] = await marksOf(name)
  if (round > 0) rounds.push(marks)
}
const memory =
  process.platform === 'linux' ? { blank: await memoryIn('blank'), ours: await memoryIn('ours') } : null
fs.writeFileSync(path.join(scratch, 'report.json'), JSON.stringify({ rounds, memory }))

/** The kept profile is under a passphrase; an app that starts by itself has its key in the key store. */
async function giveKeyToKeyStore() {
  const keyFile = path.join(profile, 'master-key.json')
  const { key } = valueOf(await openByPassphrase(keyFile, PASSPHRASE))
  const other = path.join(scratch, 'other-profile')
  const running = await launchApp({ userData: other, endpoints: null })
  try {
    const cipher = {
      seal: async (plain) => ok(fromBase64(await running.app.evaluate(sealIn, toBase64(plain)))),
      open: async (sealed) => {
        const plain = fromBase64(await running.app.evaluate(openIn, toBase64(sealed)))
        return ok({ plain, shouldReseal: false })
      },
      backend: () => 'gnome_libsecret',
    }
    const seal = valueOf(await sealByKeyStore(key, cipher))
    valueOf(await writeKeyFile(keyFile, { key: seal, next: null }))
    const read = await readKeyFile(keyFile)
    if (read.found !== 'file') throw new Error('the key file cannot be read')
  } finally {
    await running.close()
  }
}

function toBase64(bytes) {
  return Buffer.from(bytes).toString('base64')
}

function fromBase64(text) {
  return new Uint8Array(Buffer.from(text, 'base64'))
}

/** As the app seals what its key store keeps: the key as base64 (safe-storage-cipher.ts). */
async function sealIn({ safeStorage }, text) {
  const sealed = await (safeStorage.encryptStringAsync?.(text) ?? safeStorage.encryptString(text))
  return sealed.toString('base64')
}

async function openIn({ safeStorage }, sealed) {
  const bytes = Buffer.from(sealed, 'base64')
  if (safeStorage.decryptStringAsync === undefined) return safeStorage.decryptString(bytes)
  return (await safeStorage.decryptStringAsync(bytes)).result
}

/** The app begins where it was left: with the list. */
async function openList() {
  const running = await launchApp({ userData: profile, endpoints: null })
  const { page } = running
  try {
    await page
      .getByRole('button', { name: new RegExp(ORGANISATION) })
      .first()
      .click({ timeout: START_LIMIT_MS })
    await page.locator('[data-pane="rail"]').waitFor()
    await page.evaluate(() => {
      location.hash = '#/items'
    })
    await page.getByRole('rowheader').first().waitFor({ timeout: START_LIMIT_MS })
    // A place is kept once somebody has stayed there.
    await page.waitForTimeout(SETTLE_MS)
  } finally {
    await running.close()
  }
}

async function marksOf(name) {
  const { ended, marksFile, startedMs } = start(name, {})
  await ended
  const marks = JSON.parse(fs.readFileSync(marksFile, 'utf8'))
  fs.rmSync(marksFile)
  return Object.fromEntries(Object.entries(marks).map(([mark, atMs]) => [mark, atMs - startedMs]))
}

async function memoryIn(name) {
  const { child, ended, marksFile } = start(name, { BENCH_STAYS: '1' })
  for (const deadline = Date.now() + START_LIMIT_MS; !fs.existsSync(marksFile);) {
    if (Date.now() > deadline) throw new Error(`${name} did not get to its rows`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS))
  const memory = memoryOf(child.pid)
  child.kill('SIGTERM')
  await ended
  fs.rmSync(marksFile)
  return memory
}

function start(name, extra) {
  const { place, rows } = apps[name]
  const marksFile = path.join(scratch, `${name}.json`)
  const userData = name === 'ours' ? profile : path.join(scratch, `${name}-profile`)
  const startedMs = Date.now()
  const env = {
    ...extra,
    BENCH_MARKS: marksFile,
    PORTOLAN_TOUR_SHELL: shell,
    ...(rows === null ? {} : { BENCH_ROWS: rows }),
  }
  return { ...startHooked({ hook, place, userData, env }), marksFile, startedMs }
}
