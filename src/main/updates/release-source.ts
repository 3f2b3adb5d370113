/** Where releases lie and who may be asked for their files. */
export interface ReleaseSource {
  /** The folder of all releases; ends with a slash. */
  readonly base: string
  /** Hosts that `base` may redirect to, over https. */
  readonly hosts: readonly RegExp[]
}

/** Deep enough for GitHub, which redirects twice: to the release that is the newest, and to where its files lie. */
export const mostRedirects = 5

/** GitHub's own addresses for what a release holds; `repository` is `owner/name`. */
export function githubReleases(repository: string): ReleaseSource {
  return {
    base: `https://github.com/${repository}/releases/`,
    // Seen in GitHub's replies for files of releases; the first name is the older one.
    hosts: [/^(?:objects|release-assets)\.githubusercontent\.com$/],
  }
}

/** The newest release that is for everybody; a file of it. */
export const newestAddress = (source: ReleaseSource, file: string): string =>
  `${source.base}latest/download/${file}`

/** A file of one release: by its tag, so that a feed and what it names are of the same one. */
export const releaseAddress = (source: ReleaseSource, version: string, file: string): string =>
  `${source.base}download/v${version}/${encodeURIComponent(file)}`

/** What a person reads about it. */
export const pageOf = (source: ReleaseSource, version: string): string => `${source.base}tag/v${version}`

/** Whether a file may be fetched from there: where the releases lie, or where that place may redirect to. */
export function isOwnPlace(source: ReleaseSource, address: URL): boolean {
  if (address.origin === new URL(source.base).origin) return true
  return (
    address.protocol === 'https:' &&
    address.port === '' &&
    source.hosts.some((host) => host.test(address.hostname))
  )
}
