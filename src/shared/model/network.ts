import { z } from 'zod'
import { text } from '../text.ts'

/**
 * `scheme://host:port` and nothing else, in a scheme that Chromium can speak to a proxy, with a host that there can be:
 * where it can read none, Chromium goes on without any proxy. No user and no password: they would lie in a plain file,
 * and a proxy that asks for them is not answered.
 */
export function isProxyAddress(value: string): boolean {
  const parts =
    /^(?:https?|socks5):\/\/(?:[\p{L}\p{N}._-]{1,253}|\[[\da-f:.]{2,45}\])(?::(\d{1,5}))?\/?$/iu.exec(value)
  if (parts === null || Number(parts[1] ?? 1) < 1 || Number(parts[1] ?? 1) > 65_535) return false
  // Hosts are only looked at in schemes that the URL standard knows, which `socks5` is not.
  return z.url().safeParse(value.replace(/^\w+:/, 'http:')).success
}

/** A host, with `*` for any part of it, or a range of addresses (`10.0.0.0/8`); loopback is never sent to a proxy. */
export const isBypassRule = (value: string): boolean => /^[\p{L}\p{N}.*:/[\]-]{1,253}$/u.test(value)

export const proxySettingSchema = z.discriminatedUnion('mode', [
  /** As the computer is set up, PAC files and discovery included. */
  z.strictObject({ mode: z.literal('system') }),
  z.strictObject({ mode: z.literal('none') }),
  z.strictObject({
    mode: z.literal('own'),
    address: text(300).refine(isProxyAddress, { message: 'not a proxy address' }),
    bypass: z.array(text(253).refine(isBypassRule, { message: 'not a host' })).max(50),
  }),
])
export type ProxySetting = z.infer<typeof proxySettingSchema>

/** What lies in the file of the preferences: certificates as PEM, which are public. */
export const networkSettingsSchema = z.strictObject({
  proxy: proxySettingSchema,
  authorities: z.array(text(20_000)).max(20),
})
export type NetworkSettings = z.infer<typeof networkSettingsSchema>

/** An authority that the user trusts besides those of the computer. */
export const authoritySchema = z.strictObject({
  /** SHA-256, as hexadecimal pairs with colons. */
  fingerprint: text(100),
  subject: text(1_000),
  issuer: text(1_000),
  validFromMs: z.int(),
  validToMs: z.int(),
})
export type Authority = z.infer<typeof authoritySchema>

export const contactedHostSchema = z.strictObject({
  /** With its port where that is not the scheme's own. */
  host: text(300),
  /** `app`: asked by the app itself; `sign-in`: by a page in a sign-in window. */
  by: z.enum(['app', 'sign-in']),
  calls: z.int(),
  /** Calls that got no reply. */
  failures: z.int(),
  lastAtMs: z.int(),
})
export type ContactedHost = z.infer<typeof contactedHostSchema>

export const networkStatusSchema = z.strictObject({
  proxy: proxySettingSchema,
  authorities: z.array(authoritySchema).max(20),
  /** Since this moment; the one that was called last comes first. */
  countedSinceMs: z.int(),
  hosts: z.array(contactedHostSchema).max(1_000),
})
export type NetworkStatus = z.infer<typeof networkStatusSchema>
