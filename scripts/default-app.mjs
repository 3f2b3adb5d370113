/**
 * The start code of the development copy of Electron that setup/electron-from-npm.mjs assembles. An official Electron
 * brings its own `default_app.asar`, which does the same: take `electron [-r module] <folder or file>`, name the app
 * after its package.json and run it.
 *
 * An ES module on purpose: Electron holds back 'ready' until an ESM entry has finished its top-level await, so the app
 * loaded here never misses the event (a CommonJS entry was tried: the app missed it and hung).
 */
import { app } from 'electron'
import fs from 'node:fs'
import Module, { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const { preloads, target } = readArguments(process.argv.slice(1))
for (const id of preloads) createRequire(path.join(process.cwd(), 'noop.js'))(id)
if (target === null) {
  console.error('usage: electron [-r module] [switches] <app folder or file>')
  process.exit(1)
}
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true })
await start(path.resolve(target))

function readArguments(args) {
  const preloads = []
  for (let at = 0; at < args.length; at++) {
    const arg = args[at]
    if (arg === '-r' || arg === '--require') preloads.push(args[++at])
    else if (arg === '-v' || arg === '--version') {
      console.log(`v${process.versions.electron}`)
      process.exit(0)
    } else if (!arg.startsWith('-')) return { preloads, target: arg }
  }
  return { preloads, target: null }
}

async function start(place) {
  try {
    const manifest = path.join(place, 'package.json')
    const isFolder = fs.existsSync(manifest)
    if (isFolder) takeNames(JSON.parse(fs.readFileSync(manifest, 'utf8')))
    const entry = Module._resolveFilename(place, null, true)
    app.setAppPath(isFolder ? place : path.dirname(entry))
    await import(pathToFileURL(entry).href)
  } catch (error) {
    console.error('App threw an error during load\n', error)
    process.exit(1)
  }
}

function takeNames(manifest) {
  if (manifest.version) app.setVersion(manifest.version)
  app.name = manifest.productName || manifest.name || app.name
  app.setDesktopName(manifest.desktopName || `${app.name}.desktop`)
}
