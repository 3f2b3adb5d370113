import fs from 'node:fs'
import path from 'node:path'

/** Debian's name for it, and p7zip's. */
const SEVEN_ZIP = ['7za', '7z']

/**
 * Which packages this computer can make without downloading a tool, and why not the others. electron-builder loads the
 * tools of AppImage, nsis and dmg from GitHub, as it does Electron; where that cannot be reached, Debian's own programs
 * are what is left.
 *
 * @param {{ platform?: string, searchPath?: string }} options
 * @returns {{ targets: string[], leftOut: string[], env: Record<string, string> }} `env` leads electron-builder to the
 *   programs that are there
 */
export function targetsWithoutDownloads({
  platform = process.platform,
  searchPath = process.env.PATH ?? '',
} = {}) {
  if (platform !== 'linux') {
    return {
      targets: [],
      leftOut: ['everything but the folder: made on this system with the official Electron only'],
      env: {},
    }
  }
  const find = (names) =>
    searchPath
      .split(path.delimiter)
      .flatMap((folder) => names.map((name) => path.join(folder, name)))
      .find((file) => fs.existsSync(file))
  const sevenZip = find(SEVEN_ZIP)
  const wanted = [
    { target: 'deb', program: find(['dpkg-deb']), missing: 'dpkg-deb is not there' },
    {
      target: 'rpm',
      program: find(['rpmbuild']),
      missing: 'rpmbuild is not there (Debian: the package rpm)',
    },
    { target: 'tar.gz', program: sevenZip, missing: '7za is not there (Debian: the package p7zip-full)' },
  ]
  return {
    targets: wanted.filter(({ program }) => program !== undefined).map(({ target }) => target),
    leftOut: [
      ...wanted
        .filter(({ program }) => program === undefined)
        .map(({ target, missing }) => `${target}: ${missing}`),
      'AppImage: its tools come from GitHub',
      'dmg and zip for macOS, the installer and zip for Windows: made on those systems, by the release workflow',
    ],
    env: {
      CUSTOM_FPM_PATH: path.join(import.meta.dirname, 'fpm-lite.mjs'),
      ...(sevenZip === undefined ? {} : { ELECTRON_BUILDER_7ZIP_PATH: sevenZip }),
    },
  }
}
