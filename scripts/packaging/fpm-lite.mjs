#!/usr/bin/env node
/**
 * Stands in for fpm (github.com/jordansissel/fpm) where it cannot be downloaded: takes the arguments with which
 * electron-builder calls it, and makes the .deb with dpkg-deb or the .rpm with rpmbuild. Files, desktop entry, scripts
 * and dependencies are those that electron-builder names; the result is the same to install and to remove. It knows no
 * other options, and its packages are for trying and testing.
 *
 * FPM_LITE_COMPRESSION is one of `none` and `zstd` (default).
 */
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'

/** electron-builder says Debian's names, and fpm turns them into rpm's. */
const RPM_ARCHITECTURES = { amd64: 'x86_64', arm64: 'aarch64' }
const FLAGS = ['--force', '--debug']
const LISTS = { '-d': 'depends', '--deb-recommends': 'recommends', '--rpm-rpmbuild-define': 'defines' }

const wish = readArguments(process.argv.slice(2))
// Beside the result: on the same disk the files are linked, not copied.
const work = fs.mkdtempSync(path.join(path.dirname(wish.package), '.fpm-lite-'))
try {
  const root = path.join(work, 'root')
  placeFiles(root)
  if (wish.t === 'deb') makeDeb(root)
  else if (wish.t === 'rpm') makeRpm(root)
  else throw new Error(`fpm-lite makes deb and rpm, not ${wish.t}`)
} finally {
  fs.rmSync(work, { recursive: true, force: true })
}

function readArguments(args) {
  const found = { depends: [], recommends: [], defines: [], places: [] }
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at]
    if (FLAGS.includes(arg)) continue
    if (LISTS[arg] !== undefined) found[LISTS[arg]].push(args[++at])
    else if (arg.startsWith('-')) found[arg.replace(/^-+/, '')] = args[++at]
    else found.places.push(arg)
  }
  return found
}

/** `from=to`: a file, or a folder with a slash at its end. */
function placeFiles(root) {
  for (const place of wish.places) {
    const middle = place.indexOf('=')
    const from = place.slice(0, middle)
    const to = path.join(root, place.slice(middle + 1))
    const isFolder = fs.statSync(from).isDirectory()
    fs.mkdirSync(path.dirname(to), { recursive: true })
    execFileSync('cp', isFolder ? ['-al', from.replace(/\/$/, ''), to.replace(/\/$/, '')] : [from, to])
    if (!isFolder) fs.chmodSync(to, 0o644)
  }
  for (const folder of [root, ...below(root)])
    if (fs.lstatSync(folder).isDirectory()) fs.chmodSync(folder, 0o755)
}

function below(folder) {
  return fs.readdirSync(folder, { recursive: true }).map((name) => path.join(folder, name))
}

/** Lines of the text without the blanks around them. */
function description() {
  return wish.description
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

function makeDeb(root) {
  const kilobytes = execFileSync('du', ['-sk', '--apparent-size', root], { encoding: 'utf8' }).split('\t')[0]
  const fields = {
    Package: wish.name,
    Version: wish.version,
    Architecture: wish.architecture,
    Maintainer: wish.maintainer,
    'Installed-Size': kilobytes,
    Depends: wish.depends.join(', '),
    Recommends: wish.recommends.join(', '),
    Section: wish.category,
    Priority: wish['deb-priority'],
    Homepage: wish.url,
    Description: description().join('\n '),
  }
  const control = Object.entries(fields).flatMap(([name, value]) => (value ? [`${name}: ${value}\n`] : []))
  const folder = path.join(root, 'DEBIAN')
  fs.mkdirSync(folder)
  fs.writeFileSync(path.join(folder, 'control'), control.join(''))
  for (const [name, script] of [
    ['postinst', wish['after-install']],
    ['postrm', wish['after-remove']],
  ]) {
    fs.copyFileSync(script, path.join(folder, name))
    fs.chmodSync(path.join(folder, name), 0o755)
  }
  const compression = process.env.FPM_LITE_COMPRESSION === 'none' ? ['-Znone'] : ['-Zzstd']
  execFileSync('dpkg-deb', ['--root-owner-group', ...compression, '-b', root, wish.package], {
    stdio: 'inherit',
  })
}

function makeRpm(root) {
  const files = below(root).filter((file) => !fs.lstatSync(file).isDirectory())
  const script = (file) =>
    fs
      .readFileSync(file, 'utf8')
      .replace(/^#!.*\n/, '')
      .replaceAll('%', '%%')
  const spec = [
    // Files are taken as they are: neither stripped nor searched for what they need or give.
    '%define __os_install_post %{nil}',
    '%define _build_id_links none',
    'AutoReqProv: no',
    `Name: ${wish.name}`,
    `Version: ${wish.version}`,
    'Release: 1',
    `Summary: ${wish['rpm-summary'] ?? description()[0]}`,
    `License: ${wish.license}`,
    `Vendor: ${wish.vendor}`,
    `URL: ${wish.url}`,
    ...wish.depends.map((name) => `Requires: ${name}`),
    '%description',
    ...description(),
    '%post -p /bin/bash',
    script(wish['after-install']),
    '%postun -p /bin/bash',
    script(wish['after-remove']),
    '%files',
    '%defattr(-,root,root,-)',
    ...files.map((file) => `"/${path.relative(root, file)}"`),
    '',
  ]
  const specFile = path.join(work, 'portolan.spec')
  fs.writeFileSync(specFile, spec.join('\n'))
  const payload = process.env.FPM_LITE_COMPRESSION === 'none' ? 'w0.gzdio' : 'w3.zstdio'
  const defines = {
    _topdir: path.join(work, 'top'),
    _rpmdir: path.join(work, 'rpms'),
    _binary_payload: payload,
  }
  const options = Object.entries(defines).flatMap(([name, value]) => ['--define', `${name} ${value}`])
  const architecture = RPM_ARCHITECTURES[wish.architecture] ?? wish.architecture
  const args = ['-bb', '--quiet', '--buildroot', root, '--target', architecture, ...options, specFile]
  execFileSync('rpmbuild', args, { stdio: 'inherit' })
  const made = below(path.join(work, 'rpms')).find((file) => file.endsWith('.rpm'))
  if (made === undefined) throw new Error('rpmbuild wrote no package')
  fs.renameSync(made, wish.package)
}
