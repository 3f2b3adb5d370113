/**
 * What CHANGELOG.md says of a version: the lines below `## VERSION`, up to the next heading of that rank; null where it
 * says nothing.
 *
 * @param {string} changelog
 * @param {string} version without a leading v
 * @returns {string | null}
 */
export function notesOf(changelog, version) {
  const lines = changelog.split('\n')
  const start = lines.findIndex((line) => line === `## ${version}` || line.startsWith(`## ${version} `))
  if (start < 0) return null
  const length = lines.slice(start + 1).findIndex((line) => line.startsWith('## '))
  const notes = lines
    .slice(start + 1, length < 0 ? undefined : start + 1 + length)
    .join('\n')
    .trim()
  return notes === '' ? null : notes
}

/**
 * Why this tag cannot be released; nothing if it can.
 *
 * @param {{ tag: string, version: string, changelog: string, electron: { version: string, official: boolean } | null }} facts
 *   `version` is package.json's, `electron` what is installed
 * @returns {string[]}
 */
export function obstaclesTo({ tag, version, changelog, electron }) {
  return [
    ...(tag === `v${version}` ? [] : [`the tag is ${tag}, and package.json says ${version}`]),
    ...(notesOf(changelog, version) === null ? [`CHANGELOG.md says nothing of ${version}`] : []),
    ...(electron?.official === true
      ? []
      : [`Electron is ${electron === null ? 'not there' : electron.version}, which is not the declared one`]),
  ]
}
