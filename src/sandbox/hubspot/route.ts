import type { Route, RouteParams } from '../routes.ts'

/** The versions of its API that the account serves side by side; their shapes are the same, where they overlap. */
export const API_VERSION = '2026-09'
export const EVERY_VERSION: readonly string[] = [API_VERSION, '2026-03', 'v3']

/**
 * A call of the API. `{version}` in its path is one of `versions` (2026-09 alone when left out); the
 * numbered versions, which stand before the area (`/crm/v3/objects/…`), are brought into the order of the
 * dated ones first.
 */
export type HubSpotRoute = Route<{
  /** Of which scopes one is needed; undefined for calls without a token. */
  scopes?: (params: RouteParams) => readonly string[]
  versions?: readonly string[]
  /**
   * Which limit counts the call: the one per ten seconds (`ordinary`, when left out), the one per second of
   * search, or none of both.
   */
  limit?: 'ordinary' | 'search' | 'exempt'
}>

/** Brings `/crm/v3/objects/…` into the order of `/crm/objects/2026-09/…`. */
export function normaliseSegments(segments: readonly string[]): readonly string[] {
  const [area, version = '', part, ...rest] = segments
  if (area !== 'crm' || part === undefined) return segments
  // The order of the dated versions with a numbered one leads nowhere.
  if (/^v\d$/.test(part)) return []
  if (!/^v\d$/.test(version)) return segments
  return [area, part, version, ...rest]
}
