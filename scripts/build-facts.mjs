/**
 * What a build knows of itself: the commit that it was made of, and every package that is in it with its licence.
 * Everything is read from what was built, `package-lock.json` and `node_modules`; nothing is downloaded.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const longestText = 60_000
const factsFile = 'out/main/build-facts.json'

/**
 * Plugins of Vite, one for each part of the app, that write the facts beside the code of main, as `build-facts.json`. The
 * parts are built one after the other, and each adds what is in it: the last one has written all.
 *
 * @param {string} root the repository; this file is bundled into the configuration and does not know where it was
 */
export function buildFacts(root) {
  const places = new Set()
  return () => ({
    name: 'build-facts',
    writeBundle(_options, bundle) {
      for (const place of placesIn(root, bundle)) places.add(place)
      const source = JSON.stringify({ commit: commitOf(root), licences: licencesOf(root, places) })
      mkdirSync(path.dirname(path.join(root, factsFile)), { recursive: true })
      writeFileSync(path.join(root, factsFile), source)
    },
  })
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

/** Given by Electron and by Node. */
const isGiven = (name) => name === 'electron' || name.startsWith('node:')

/** A module of a package: all up to the package's own folder is its place (`node_modules/@mui/material`). */
const packageOf = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//

/**
 * Where the packages lie of which a part of the app has code, or which it finds in a folder of its own at run time: those
 * come with all that they need.
 */
export function placesIn(root, bundle) {
  const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'))
  const places = new Set()
  for (const chunk of Object.values(bundle)) {
    if (chunk.type !== 'chunk') continue
    for (const [id, { code }] of Object.entries(chunk.modules)) {
      // What was left out to the last line is not shipped.
      const file = path.relative(root, id.replace(/^\0/, '').replace(/\?.*$/, '')).split(path.sep).join('/')
      const place = code === null ? undefined : packageOf.exec(file)?.[1]
      if (place !== undefined) places.add(place)
    }
    for (const name of [...chunk.imports, ...chunk.dynamicImports]) {
      if (bundle[name] === undefined && !isGiven(name)) addWithNeeds(lock.packages, '', name, places)
    }
  }
  return places
}

function addWithNeeds(packages, from, name, places) {
  const place = placeOf(packages, from, name)
  if (place === null || places.has(place)) return
  places.add(place)
  for (const next of Object.keys(packages[place].dependencies ?? {}))
    addWithNeeds(packages, place, next, places)
}

/** What lies at these places, by name; without places, all that the last build has. Electron brings its own list. */
export function licencesOf(root, places) {
  if (places === undefined) return JSON.parse(readFileSync(path.join(root, factsFile), 'utf8')).licences
  const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'))
  const found = [...places].flatMap((place) => {
    const entry = lock.packages[place]
    if (entry === undefined) return []
    const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length)
    const content = textOf(path.join(root, place))
    return [{ name, version: entry.version ?? '', licence: entry.license ?? '', content }]
  })
  // The same version may lie in several places.
  const unlike = new Map(found.map((one) => [`${one.name} ${one.version}`, one]))
  return [...unlike.values()].sort((one, other) => one.name.localeCompare(other.name, 'en'))
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
