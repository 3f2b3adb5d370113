import type { SandboxReply, SandboxRequest } from '../exchange.ts'
import { errorReply } from './errors.ts'

/** The versions that are served, oldest first. Notion names them by day, so that they compare as texts. */
const VERSIONS = ['2022-06-28', '2025-09-03', '2026-03-11'] as const
export type Version = (typeof VERSIONS)[number]

/** From here on a database holds data sources, and rows are read through those. */
export const DATA_SOURCES: Version = '2025-09-03'
/** From here on `archived` is called `in_trash` and nothing else, and blocks are appended at a `position`. */
export const IN_TRASH: Version = '2026-03-11'

/**
 * The version that a call asks for, or why it is refused. Both refusals carry the code `missing_version`; the
 * second was measured at api.notion.com on 2026-09-17 (brekkylab/backlot, routers/notion.py), which answers
 * an unknown version with the list of those that it knows.
 */
export function readVersion(request: SandboxRequest): { version: Version } | { refused: SandboxReply } {
  const given = request.headers['notion-version']
  const failed = 'Notion-Version header failed validation: Notion-Version header should be'
  if (typeof given !== 'string') {
    return { refused: errorReply(400, 'missing_version', `${failed} defined, instead was \`undefined\`.`) }
  }
  const version = VERSIONS.find((one) => one === given)
  if (version !== undefined) return { version }
  const known = VERSIONS.map((one) => `\`"${one}"\``)
  const listed = `${known.slice(0, -1).join(', ')}, or ${known.at(-1) ?? ''}`
  return { refused: errorReply(400, 'missing_version', `${failed} ${listed}, instead was \`"${given}"\`.`) }
}

/** The version of a call that was let in, and that therefore has a good one. */
export function versionOf(request: SandboxRequest): Version {
  const read = readVersion(request)
  if ('refused' in read) throw new Error('The call was let in without a version')
  return read.version
}
