import { chmod, copyFile, link, mkdir, readdir, realpath, stat } from 'node:fs/promises'
import path from 'node:path'

/** Links files where everybody may read them anyway, and copies the rest: nothing of the original changes. */
export async function share(source: string, target: string): Promise<void> {
  const found = await stat(source)
  if (found.isDirectory()) {
    await mkdir(target, { recursive: true })
    for (const name of await readdir(source)) await share(path.join(source, name), path.join(target, name))
    return
  }
  await mkdir(path.dirname(target), { recursive: true })
  const isReadable = (found.mode & 0o004) !== 0
  const isLinked =
    isReadable &&
    (await link(await realpath(source), target).then(
      () => true,
      () => false,
    ))
  if (isLinked) return
  await copyFile(source, target)
  await chmod(target, found.mode | 0o444)
}
