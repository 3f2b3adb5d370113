import type { ContactValues } from '../../../shared/model/contact.ts'

/**
 * What HubSpot is expected to make of two contacts: the primary one's values win and the other one's fill its gaps,
 * whose address becomes an additional one (HubSpot's knowledge base on merging records). Guides disagree on
 * details, so this is shown as a forecast, and what came of it is read afterwards.
 */
export function mergedValues(primary: ContactValues, other: ContactValues): ContactValues {
  const email = primary['email'] ?? other['email']
  const addresses = [
    ...(primary['hs_additional_emails'] ?? '').split(';'),
    other['email'] ?? '',
    ...(other['hs_additional_emails'] ?? '').split(';'),
  ].filter((one) => one !== '' && one !== email)
  const additional = [...new Set(addresses)].join(';')
  return {
    ...other,
    ...primary,
    ...(additional === '' ? {} : { hs_additional_emails: additional }),
  }
}
