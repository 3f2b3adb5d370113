import { z } from 'zod'
import { signInPlaceSchema } from './sign-in.ts'
import { updateChannelSchema, updateChoiceSchema } from './updates.ts'

const theme = z.enum(['system', 'light', 'dark'])
/** Where sign-in happens, remembered from the last choice; null until there was one. */
const signInPlace = signInPlaceSchema.nullable()
const contrast = z.enum(['system', 'standard', 'high'])
const density = z.enum(['comfortable', 'compact'])
const textSize = z.enum(['small', 'medium', 'large', 'largest'])
const motion = z.enum(['system', 'reduced'])
const language = z.enum(['system', 'en', 'de'])
/** Where an opened record is shown; `hidden` keeps the list alone until somebody asks for the record. */
const detailPane = z.enum(['right', 'bottom', 'hidden'])
/** Per cent of the page's width, or of its height, that an opened record has. */
const detailSizes = z.strictObject({
  right: z.number().min(15).max(85),
  bottom: z.number().min(15).max(85),
})
/** Keys that the user gave to commands, by the command's id; empty takes a command's keys away. */
export const lockMinutesChoices = [5, 15, 60] as const
const lockMinutes = z.literal(lockMinutesChoices).nullable()
const keys = z.record(z.string().max(60), z.string().max(60))

/** Nothing secret: these lie in a plain file. */
export const preferencesSchema = z.strictObject({
  theme: theme.default('system'),
  contrast: contrast.default('system'),
  density: density.default('comfortable'),
  textSize: textSize.default('medium'),
  motion: motion.default('system'),
  language: language.default('system'),
  detailPane: detailPane.default('right'),
  detailSizes: detailSizes.default({ right: 36, bottom: 50 }),
  keys: keys.default({}),
  singleKeys: keys.default({}),
  /** Whether single letters are commands where no text is typed (WCAG 2.1.4). */
  hasSingleKeys: z.boolean().default(true),
  /** Whether the computer's own notices are shown too. */
  hasSystemNotices: z.boolean().default(false),
  workOffline: z.boolean().default(false),
  /** The user says that traffic costs here: nothing large is loaded by itself. */
  isMetered: z.boolean().default(false),
  /** Whether the app starts where the user left it, rather than with the list. */
  reopensPlace: z.boolean().default(true),
  /** Whether changes are looked for when a workspace is opened, and when the window gets the focus. */
  loadsAtStart: z.boolean().default(true),
  loadsOnFocus: z.boolean().default(true),
  /** After so many minutes without use the app is locked, where a passphrase protects; null for never. */
  lockMinutes: lockMinutes.default(null),
  signInPlace: signInPlace.default(null),
  updates: updateChoiceSchema.default('on-quit'),
  updateChannel: updateChannelSchema.default('stable'),
})
export type Preferences = z.infer<typeof preferencesSchema>

/** Reads preferences as they lie in the file: what is missing, unknown or unusable takes its default, alone. */
export function readPreferences(kept: unknown): Preferences {
  const record = z.record(z.string(), z.unknown()).safeParse(kept)
  const entries = Object.entries(record.success ? record.data : {})
  const usable = entries.filter(
    ([name, value]) => preferenceChangesSchema.safeParse({ [name]: value }).success,
  )
  return preferencesSchema.parse(Object.fromEntries(usable))
}

/** What to change. Without defaults: what is left out stays as it is. */
export const preferenceChangesSchema = z
  .strictObject({
    theme,
    contrast,
    density,
    textSize,
    motion,
    language,
    detailPane,
    detailSizes,
    keys,
    singleKeys: keys,
    hasSingleKeys: z.boolean(),
    hasSystemNotices: z.boolean(),
    workOffline: z.boolean(),
    isMetered: z.boolean(),
    reopensPlace: z.boolean(),
    loadsAtStart: z.boolean(),
    loadsOnFocus: z.boolean(),
    lockMinutes,
    signInPlace,
    updates: updateChoiceSchema,
    updateChannel: updateChannelSchema,
  })
  .partial()
