import type { TrueRow } from './differences.ts'

/**
 * A row as the app keeps it. It keeps no address that is signed for an hour or two, and says which company a record
 * of HubSpot belongs to; everything else is as the service has it.
 */
export function keptRow(row: TrueRow): TrueRow {
  const record = withoutSigned(row.record)
  const property = parentProperties[row.type]
  if (property === undefined) return { ...row, record }
  const { [property]: company } = (row.record as { properties: Record<string, string> }).properties
  return { ...row, record, parent: company === undefined || company === '' ? null : `company:${company}` }
}

const parentProperties: Readonly<Record<string, string>> = {
  contact: 'associatedcompanyid',
  deal: 'hs_primary_associated_company',
}

function withoutSigned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSigned)
  if (typeof value !== 'object' || value === null) return value
  const isNotions = 'expiry_time' in value
  const isAirtables = 'filename' in value && 'url' in value
  const signed = isNotions ? ['url', 'expiry_time'] : isAirtables ? ['url', 'thumbnails'] : []
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) =>
      signed.includes(key) ? [] : [[key, withoutSigned(inner)] as const],
    ),
  )
}
