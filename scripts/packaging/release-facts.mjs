/**
 * What is written into the code of a build about its updates (src/main/updates/built-in-release.ts): the public half of the
 * release key and the repository. Nothing, and then the app looks for no updates, where there is no key, and on macOS and
 * Windows where the package is signed by nobody: an update must not be easier to forge than the app.
 *
 * @param {Readonly<Record<string, string | undefined>>} env
 * @param {string} platform as `process.platform`
 * @returns {{ publicKey: string, repository: string }}
 */
export function releaseFacts(env, platform) {
  const identity = { darwin: env.CSC_LINK, win32: env.WIN_CSC_LINK }
  const isSigned = platform === 'linux' || (identity[platform] ?? '') !== ''
  const publicKey = env.UPDATE_PUBLIC_KEY ?? ''
  const repository = env.GITHUB_REPOSITORY ?? ''
  return publicKey === '' || repository === '' || !isSigned
    ? { publicKey: '', repository: '' }
    : { publicKey, repository }
}

/**
 * What is wrong with `app-update.yml` of a signed package for Windows: electron-updater before 7 silently skips looking at
 * an installer's signature where this file names no publisher.
 *
 * @param {string} text the file
 * @returns {string | null}
 */
export function publisherProblem(text) {
  const named = /^publisherName:[ ]*(?:\S|\n[ ]*-[ ]*\S)/m.test(text)
  return named ? null : 'app-update.yml names no publisher, so no signature of an update would be looked at'
}
