// Apart from the schemas: whoever imports those loads zod, which the store does without.

/**
 * Provider, account, type and raw id of an item's key, as they were before `itemKey` encoded them. Null for a part that
 * is not encoded so: then it is no key of ours.
 */
export const keyTexts = (key: string): readonly (string | null)[] => key.split(':').map(decoded)

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part)
  } catch {
    // A lone percent sign.
    return null
  }
}
