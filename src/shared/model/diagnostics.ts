import { z } from 'zod'
import { text } from '../text.ts'

export const logLevels = ['error', 'warn', 'info', 'debug'] as const

export const logLineSchema = z.strictObject({
  /** Unlike any other's in the log as long as its file is not rotated. */
  id: text(100),
  /** Null where a line is none of ours: a process wrote it in another form. */
  atMs: z.int().nullable(),
  level: z.enum(logLevels),
  event: text(200),
  /** Everything else of the line, as JSON. */
  fields: text(12_000),
})
export type LogLine = z.infer<typeof logLineSchema>

export const logQuerySchema = z.strictObject({
  /** This level and what is graver. */
  level: z.enum(logLevels),
  search: text(200),
  offset: z.int().min(0).max(1_000_000),
  limit: z.int().min(1).max(500),
})
export type LogQuery = z.infer<typeof logQuerySchema>

/** The newest line first. */
export const logPageSchema = z.strictObject({
  lines: z.array(logLineSchema).max(500),
  /** Of all lines that match. */
  total: z.int(),
})

/** How much the log tells: all of it for an hour, then by itself the usual again. */
export const logDetailSchema = z.strictObject({ detailUntilMs: z.int().nullable() })

export const diagnosticsFileSchema = z.strictObject({ name: text(60), content: text(2_000_000) })
export type DiagnosticsFile = z.infer<typeof diagnosticsFileSchema>

export const diagnosticsPreviewSchema = z.strictObject({
  /** Names what is shown: exactly this is saved. */
  id: text(60),
  files: z.array(diagnosticsFileSchema).max(20),
})

export const licenceSchema = z.strictObject({
  name: text(200),
  version: text(60),
  /** SPDX expression, as the package says it. */
  licence: text(200),
  content: text(60_000),
})
export type Licence = z.infer<typeof licenceSchema>

/**
 * For whom a build is made: everybody, those who try what comes next, or nobody but those who make it: from the sources,
 * or with another Electron than the one that is declared.
 */
export const buildChannels = ['stable', 'beta', 'alpha', 'sources', 'stand-in'] as const
export type BuildChannel = (typeof buildChannels)[number]

/** What a build knows of itself; no commit and no licences where the app runs from its sources. */
export const buildFactsSchema = z.strictObject({
  channel: z.enum(buildChannels),
  commit: text(60).nullable(),
  licences: z.array(licenceSchema).max(500),
})
export type BuildFacts = z.infer<typeof buildFactsSchema>
