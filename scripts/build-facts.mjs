/**
 * What a build knows of itself: the commit that it was made of, and every package that is in it with its licence.
 * Everything is read from the source, `package-lock.json` and `node_modules`; nothing is downloaded.
 */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const longestText = 60_000
/** `from '@mui/material/Box'`, `import('i18next')`: the package is the first part, or the first two of a scope. */
const importedName = /(?:from|import)\s*\(?\s*'((?:@[\w.-]+\/)?[\w.-]+)[^']*'/g

/**
 * A plugin of Vite that writes them beside the code, as `build-facts.json`.
 *
 * @param {string} root the repository; this file is bundled into the configuration and does not know where it was
 */
export function buildFacts(root) {
  return {
    name: 'build-facts',
    generateBundle() {
      const source = JSON.stringify({ commit: commitOf(root), licences: licencesOf(root) })
      this.emitFile({ type: 'asset', fileName: 'build-facts.json', source })
    },
  }
}

/** Null where the source lies in no repository. */
function commitOf(root) {
  try {
    const options = { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }
    return execFileSync('git', ['rev-parse', '--short=12', 'HEAD'], options).trim()
  } catch {
    return null
  }
}

/** The packages that the source imports and what those need, by name; Electron brings its own list. */
export function licencesOf(root) {
  const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'))
  const found = new Map()
  const waiting = importedBySource(root).map((name) => ['', name])
  while (waiting.length > 0) {
    const [from, name] = waiting.pop()
    const place = placeOf(lock.packages, from, name)
    if (place === null || found.has(place) || name === 'electron') continue
    const entry = lock.packages[place]
    const content = textOf(path.join(root, place))
    found.set(place, { name, version: entry.version ?? '', licence: entry.license ?? '', content })
    const peers = Object.keys(entry.peerDependencies ?? {})
    const needed = peers.filter((peer) => entry.peerDependenciesMeta?.[peer]?.optional !== true)
    for (const next of [...Object.keys(entry.dependencies ?? {}), ...needed]) waiting.push([place, next])
  }
  // The same version may lie in several places.
  const unlike = new Map([...found.values()].map((one) => [`${one.name} ${one.version}`, one]))
  return [...unlike.values()].sort((one, other) => one.name.localeCompare(other.name, 'en'))
}

function importedBySource(root) {
  const names = new Set()
  for (const entry of readdirSync(path.join(root, 'src'), { recursive: true, withFileTypes: true })) {
    const isShipped = /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name)
    if (!entry.isFile() || !isShipped || entry.parentPath.includes('test-support')) continue
    const source = readFileSync(path.join(entry.parentPath, entry.name), 'utf8')
    for (const [, name] of source.matchAll(importedName)) names.add(name)
  }
  return [...names]
}

/** Where Node would find the package from the one that needs it; null for what is not installed here. */
function placeOf(packages, from, name) {
  const parts = from === '' ? [] : from.split('/node_modules/')
  for (let depth = parts.length; depth >= 0; depth -= 1) {
    const folder = parts.slice(0, depth).join('/node_modules/')
    const place = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`
    if (packages[place] !== undefined) return place
  }
  return null
}

function textOf(folder) {
  try {
    const name = readdirSync(folder).find((one) => /^(licen[cs]e|copying)/i.test(one))
    return name === undefined ? '' : readFileSync(path.join(folder, name), 'utf8').slice(0, longestText)
  } catch {
    return ''
  }
}
