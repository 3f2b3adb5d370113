/**
 * The steps of a release that a workflow calls (.github/workflows/release.yml) and a person can try:
 *
 *   node scripts/release.mjs check TAG         the version, the changelog and Electron fit the tag
 *   node scripts/release.mjs notes TAG         what CHANGELOG.md says of it, to stdout
 *   node scripts/release.mjs audit             npm's advisories, but for the dated exceptions in audit-exceptions.json
 *   node scripts/release.mjs sign TAG FOLDER   signs FOLDER/latest*.yml with UPDATE_SIGNING_KEY, notes included
 *   node scripts/release.mjs checksums FOLDER  writes FOLDER/SHA256SUMS over all files in it
 *
 * Ends with 1, and says why, where something is in the way.
 */
import fs from 'node:fs'
import path from 'node:path'
import { licencesOf } from './build-facts.mjs'
import { auditFindings } from './release/audit.mjs'
import { notesOf, obstaclesTo } from './release/changelog.mjs'
import { checksumsOf } from './release/checksums.mjs'
import { signFeeds } from './release/sign-feed.mjs'
import { installedElectron } from './setup/electron.mjs'
import { npmCommand, run } from './setup/run.mjs'
import { projectFolder } from './tools.mjs'

const SUMS = 'SHA256SUMS'
const STEPS = { check, notes, audit, sign, checksums }
const [step, argument, folder] = process.argv.slice(2)
const chosen = Object.hasOwn(STEPS, step ?? '') ? STEPS[step] : null
if (chosen === null || (step !== 'audit' && argument === undefined)) {
  console.error(
    'usage: node scripts/release.mjs check TAG | notes TAG | audit | sign TAG FOLDER | checksums FOLDER',
  )
  process.exit(2)
}
await chosen(argument, folder)

function read(name) {
  return fs.readFileSync(path.join(projectFolder, name), 'utf8')
}

function check(tag) {
  const { version } = JSON.parse(read('package.json'))
  report(obstaclesTo({ tag, version, changelog: read('CHANGELOG.md'), electron: installedElectron() }))
}

function notes(tag) {
  const text = notesOf(read('CHANGELOG.md'), tag.replace(/^v/, ''))
  if (text === null) report([`CHANGELOG.md says nothing of ${tag}`])
  else console.log(text)
}

async function audit() {
  const npm = npmCommand()
  // It ends with 1 where it found something; whether that counts is said here.
  const { output } = await run(npm.command, [...npm.args, 'audit', '--json'], { shell: npm.shell })
  const found = parsed(output)
  if (found?.vulnerabilities === undefined)
    return report([`npm audit gave no report: ${output.slice(0, 500)}`])
  const shipped = new Set(licencesOf(projectFolder).map(({ name }) => name))
  const today = new Date().toISOString().slice(0, 10)
  report(auditFindings(found, shipped, JSON.parse(read('audit-exceptions.json')), today))
}

/** The key comes from the environment alone; it is in no file and no argument. */
function sign(tag, at) {
  if (at === undefined) return report(['sign wants a tag and a folder'])
  const wish = {
    folder: at,
    notes: notesOf(read('CHANGELOG.md'), tag.replace(/^v/, '')) ?? '',
    privateKey: process.env.UPDATE_SIGNING_KEY ?? '',
    publicKey: process.env.UPDATE_PUBLIC_KEY ?? '',
  }
  const obstacles = signFeeds(wish)
  if (wish.privateKey === '') console.log('no release key: the packages of this release look for no updates')
  report(obstacles)
}

async function checksums(folder) {
  const names = fs
    .readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => (entry.isFile() ? [entry.name] : []))
  const text = await checksumsOf(
    folder,
    names.filter((name) => name !== SUMS),
  )
  fs.writeFileSync(path.join(folder, SUMS), text)
}

function parsed(text) {
  try {
    return JSON.parse(text.slice(text.indexOf('{')))
  } catch {
    return null
  }
}

function report(findings) {
  for (const finding of findings) console.error(`release: ${finding}`)
  if (findings.length > 0) process.exitCode = 1
}
