import { readFile } from 'node:fs/promises'
import { type BuildChannel, type BuildFacts, buildFactsSchema } from '../../shared/model/diagnostics.ts'

const writtenFactsSchema = buildFactsSchema.omit({ channel: true })

/** What the build wrote beside the app's code (scripts/build-facts.mjs), or nothing where it was not built. */
export async function readBuildFacts(file: URL, channel: BuildChannel): Promise<BuildFacts> {
  try {
    return { channel, ...writtenFactsSchema.parse(JSON.parse(await readFile(file, 'utf8'))) }
  } catch {
    return { channel, commit: null, licences: [] }
  }
}

/** How a build came to be, as far as it says for whom it is. */
export interface BuildOrigin {
  readonly isPackaged: boolean
  /** Packed with a runtime that stands in for the declared one (scripts/package.mjs). */
  readonly isStandIn: boolean
  readonly version: string
}

/** `1.2.0` is for everybody, `1.3.0-beta.1` for its channel, as electron-builder names it. An unknown one counts as alpha. */
export function channelOf({ isPackaged, isStandIn, version }: BuildOrigin): BuildChannel {
  if (!isPackaged) return 'sources'
  if (isStandIn) return 'stand-in'
  if (!version.includes('-')) return 'stable'
  return version.includes('-beta') ? 'beta' : 'alpha'
}
