import type { ProviderSession } from '../../provider.ts'

/** Search shows a change only after a while, half a minute as a rule (supaglue-labs/supaglue issue 665). */
const lagMs = 60_000
/** How far a run looks back beyond the watermark, for what search showed later than that. */
const overlapMs = 5 * 60_000

/**
 * Up to which change everything is known once the run that begins now is through, on HubSpot's clock in epoch ms.
 * To be taken after the run's first reply: before it, the session may only know this computer's clock.
 */
export const knownUntilMs = (session: ProviderSession): number => session.serverNowMs() - lagMs

/** From when on changes have to be looked for; from the beginning where nothing is known. */
export function changedSinceMs(watermark: string | null): number {
  const knownMs = /^\d{1,15}$/.test(watermark ?? '') ? Number(watermark) : 0
  return Math.max(0, knownMs - overlapMs)
}

/** Under it a feed keeps up to when its type is known, for what follows from it (links). */
export const knownFact = (type: string): string => `known:${type}`
