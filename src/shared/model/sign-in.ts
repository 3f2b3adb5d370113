import { z } from 'zod'
import { text } from '../text.ts'
import { accountIdSchema } from './account.ts'
import { accessSchema, providerIdSchema, scopeRequestSchema } from './provider.ts'

/** Where the user signs in: a window of the app, or the user's own browser. */
export const signInPlaceSchema = z.enum(['window', 'browser'])
export type SignInPlace = z.infer<typeof signInPlaceSchema>

export const signInRequestSchema = z.strictObject({
  providerId: providerIdSchema,
  /** The account whose grant is renewed; null connects a new one. */
  accountId: accountIdSchema.nullable(),
  place: signInPlaceSchema,
  access: accessSchema,
  /** Null asks for what the provider's own list says. */
  scopes: scopeRequestSchema.nullable(),
})
export type SignInRequest = z.infer<typeof signInRequestSchema>

/** A sign-in under way, as the screen shows it. The link is not in it: it carries the attempt's state. */
export const signInStatusSchema = z.strictObject({
  /** Changes when the sign-in goes on at another place: that is a new attempt at the provider. */
  attempt: z.int(),
  providerId: providerIdSchema,
  accountId: accountIdSchema.nullable(),
  place: signInPlaceSchema,
  /** `opening`: no page yet. `waiting`: for the person. `finishing`: the answer came, the code is exchanged. */
  step: z.enum(['opening', 'waiting', 'finishing']),
  /** When it ends by itself, epoch milliseconds. */
  untilMs: z.int(),
  /** The host that refuses to be used in the app's window, so that the browser took over by itself. */
  handedOverAt: text(300).nullable(),
  /** Whether the address at which the browser ended can be pasted. */
  canPaste: z.boolean(),
})
export type SignInStatus = z.infer<typeof signInStatusSchema>

/** What was asked for at the last sign-in at a provider, proposed at the next one. */
export const signInChoiceSchema = z.strictObject({
  access: accessSchema,
  /** By access, where the user edited the list. */
  scopes: z.strictObject({ read: scopeRequestSchema.nullable(), write: scopeRequestSchema.nullable() }),
})
export type SignInChoice = z.infer<typeof signInChoiceSchema>
