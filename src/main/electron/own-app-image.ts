import { realpathSync } from 'node:fs'
import path from 'node:path'

/**
 * The AppImage that this program runs from; undefined where it runs from none. The variable that names it says nothing alone
 * (docs.appimage.org, "Environment variables"): whatever another AppImage starts inherits it, a terminal's shell for example,
 * and an update would be written over that one. So the program has to lie where the file is mounted.
 */
export function ownAppImage(
  { APPIMAGE: file, APPDIR: mountedAt }: Readonly<Record<string, string | undefined>>,
  program: string,
): string | undefined {
  if (file === undefined || file === '' || mountedAt === undefined || mountedAt === '') return undefined
  const within = path.relative(realPathOf(mountedAt), realPathOf(program))
  return within.startsWith('..') || path.isAbsolute(within) ? undefined : file
}

function realPathOf(place: string): string {
  try {
    return realpathSync(place)
  } catch {
    // It is not there any more, or not yet: then the words have to do.
    return path.resolve(place)
  }
}
