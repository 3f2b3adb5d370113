import { feedNameSchema } from '../../src/shared/model/feed.ts'
import { anAccountId } from './made-up-items.ts'

/** The feed that brings contacts. */
export const contactFeed = feedNameSchema.parse('contact')
export const aFeed = { accountId: anAccountId, feed: contactFeed } as const
export const aFullRun = { ...aFeed, mode: 'full' } as const

/** A page that brings nothing, and the last one. */
export const emptyPage = {
  ...aFeed,
  items: [],
  gone: [],
  missed: [],
  kept: [],
  links: [],
  facts: [],
  next: null,
  watermark: null,
  keepsNewer: false,
  caps: {},
} as const
