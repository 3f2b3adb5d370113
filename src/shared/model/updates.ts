import { z } from 'zod'
import { text } from '../text.ts'

/** What becomes of a newer version: installed when the app is quit, asked for each time, or not looked for at all. */
export const updateChoices = ['on-quit', 'ask', 'never'] as const
export const updateChoiceSchema = z.enum(updateChoices)

/** `stable`: what is for everybody; `beta`: what comes next as well. */
export const updateChannels = ['stable', 'beta'] as const
export const updateChannelSchema = z.enum(updateChannels)
export type UpdateChannel = z.infer<typeof updateChannelSchema>

/** Why this copy of the app never updates itself. */
export const updatesOffReasons = ['sources', 'stand-in', 'no-release-key'] as const

/**
 * Why what was offered is not taken. The first five are about the list of the newest version, the others about the
 * file that it names.
 */
export const updateRefusals = [
  'unsigned',
  'wrong-signature',
  'unreadable',
  'too-big',
  'older',
  'other-channel',
  'no-file',
  'other-host',
  'truncated',
  'longer',
  'other-content',
] as const
export type UpdateRefusal = (typeof updateRefusals)[number]

const offered = { version: text(60), notes: text(20_000) }

export const updateStateSchema = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('off'), reason: z.enum(updatesOffReasons) }),
  /** `checkedAtMs` is null as long as nobody looked. */
  z.strictObject({ state: z.literal('idle'), checkedAtMs: z.int().nullable() }),
  z.strictObject({ state: z.literal('checking') }),
  /** There is one, and the user has not asked for it yet. */
  z.strictObject({ state: z.literal('available'), ...offered, bytes: z.int() }),
  /** Per cent of the file. */
  z.strictObject({ state: z.literal('downloading'), ...offered, percent: z.int().min(0).max(100) }),
  /** Downloaded and compared with what was signed. */
  z.strictObject({ state: z.literal('ready'), ...offered, plan: z.enum(['on-quit', 'later']) }),
  /** There is one that this kind of package does not install by itself: the system's own tools do. */
  z.strictObject({ state: z.literal('notify-only'), ...offered }),
  z.strictObject({ state: z.literal('refused'), reason: z.enum(updateRefusals) }),
  z.strictObject({ state: z.literal('failed'), reason: z.enum(['unreachable', 'not-prepared']) }),
])
export type UpdateState = z.infer<typeof updateStateSchema>
