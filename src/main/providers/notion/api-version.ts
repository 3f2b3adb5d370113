/** The version in the header of every call; from this one on `archived` is called `in_trash` (Notion's changelog). */
export const NOTION_VERSION = '2026-03-11'

/** Calls without it are refused, those to the token endpoint excepted (Notion's reference, "Versioning"). */
export const versionHeader = { 'notion-version': NOTION_VERSION } as const
