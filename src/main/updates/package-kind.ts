import type { FeedFile } from './signed-feed.ts'

export interface PackageOrigin {
  readonly platform: NodeJS.Platform
  readonly arch: string
  /** Where the AppImage lies that runs (docs.appimage.org, "Environment variables"); undefined for everything else. */
  readonly appImage: string | undefined
  /** Whether the uninstaller lies beside the program, which an unpacked .zip has not. */
  readonly hasUninstaller: boolean
}

/** How a package is updated: what the file ends with that replaces it, or null where the system's tools do it. */
export interface PackageKind {
  /** The file of the release that says what is the newest (electron-builder names them so). */
  readonly feed: string
  readonly ending: '.AppImage' | '.exe' | '.zip' | null
}

/** A .deb and an .rpm belong to the system's package manager, and an unpacked archive to whoever unpacked it. */
export function packageKind({ platform, arch, appImage, hasUninstaller }: PackageOrigin): PackageKind {
  if (platform === 'darwin') return { feed: 'latest-mac.yml', ending: '.zip' }
  if (platform === 'win32') return { feed: 'latest.yml', ending: hasUninstaller ? '.exe' : null }
  const feed = arch === 'x64' ? 'latest-linux.yml' : `latest-linux-${arch}.yml`
  return { feed, ending: appImage === undefined ? null : '.AppImage' }
}

/** The file for this package and processor; null where the release has none. */
export function fileFor(files: readonly FeedFile[], ending: string, arch: string): FeedFile | null {
  const fitting = files.filter(({ url }) => url.endsWith(ending))
  const [only] = fitting
  if (fitting.length <= 1) return only ?? null
  // An AppImage says x86_64 where the others say x64.
  const names = arch === 'x64' ? ['x64', 'x86_64'] : [arch]
  return fitting.find(({ url }) => names.some((name) => url.endsWith(`-${name}${ending}`))) ?? null
}
