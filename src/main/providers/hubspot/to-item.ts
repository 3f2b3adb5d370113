import { itemKey, type Item, type ItemKey } from '../../../shared/model/item.ts'
import type { ProviderId } from '../../../shared/model/provider.ts'
import type { LoadedItem, ProviderSession } from '../provider.ts'
import { objectTypes, type CrmType } from './object-types.ts'
import { exactText, readableText, readInstant } from './property-text.ts'
import type { HubSpotRecord } from './schema.ts'

type Shown = Pick<Item, 'name' | 'email' | 'organisation' | 'phone'>

/** A record in the app's words, with the record itself as {@link toStoredRecord} keeps it. */
export function toLoadedItem(
  providerId: ProviderId,
  session: ProviderSession,
  type: CrmType,
  record: HubSpotRecord,
): LoadedItem {
  return {
    item: {
      key: itemKey(providerId, session.accountId, type, record.id),
      providerId,
      accountId: session.accountId,
      type,
      externalId: record.id,
      ...shownOf[type](record),
      parentKey: parentOf(providerId, session, type, record),
      parentPath: null,
      url: pageOf(session, type, record.id),
      createdAtMs: readInstant(record.createdAt) ?? readInstant(record.properties?.['createdate']),
      modifiedAtMs: modifiedAt(record),
      isDirectory: false,
      isVisible: record.archived !== true,
      mimeType: null,
      childCount: null,
    },
    record: toStoredRecord(record),
  }
}

/**
 * A record as it is kept: a property that was asked for and is not set, which HubSpot sends as null, is left out,
 * and the others stand in the order of their names. So the same record is the same whoever read it, and small.
 */
function toStoredRecord(record: HubSpotRecord): HubSpotRecord {
  if (record.properties == null) return record
  const { properties } = record
  // Names alone, without a function that compares them: a page has tens of thousands.
  const set = Object.keys(properties).filter((name) => properties[name] !== null)
  return { ...record, properties: Object.fromEntries(set.toSorted().map((name) => [name, properties[name]])) }
}

/** The company that a contact or a deal belongs to first of all. */
const parentProperty: Readonly<Partial<Record<CrmType, string>>> = {
  contact: 'associatedcompanyid',
  deal: 'hs_primary_associated_company',
}

function parentOf(
  providerId: ProviderId,
  { accountId }: ProviderSession,
  type: CrmType,
  record: HubSpotRecord,
): ItemKey | null {
  const property = parentProperty[type]
  const id = property === undefined ? '' : exactText(record, property)
  return /^\d{1,20}$/.test(id) ? itemKey(providerId, accountId, 'company', id) : null
}

/** When the record last changed: contacts keep it in another property than all the others do. */
export function modifiedAt(record: HubSpotRecord): number | null {
  return (
    readInstant(record.updatedAt) ??
    readInstant(record.properties?.['lastmodifieddate']) ??
    readInstant(record.properties?.['hs_lastmodifieddate'])
  )
}

/** What the list shows of a contact; the name is empty where there is nothing to call it. */
export function shownContact(record: HubSpotRecord): Shown {
  const email = readableText(record, 'email')
  const names = [readableText(record, 'firstname'), readableText(record, 'lastname')]
  const fullName = names.filter((part) => part !== null).join(' ')
  return {
    name: fullName === '' ? (email ?? '') : fullName,
    email,
    // Text that somebody typed, not the association; that one holds nothing but an id.
    organisation: readableText(record, 'company'),
    phone: readableText(record, 'phone') ?? readableText(record, 'mobilephone'),
  }
}

const shownOf: Readonly<Record<CrmType, (record: HubSpotRecord) => Shown>> = {
  contact: (record) => {
    const shown = shownContact(record)
    return shown.name === '' ? { ...shown, name: nameless('contact', record) } : shown
  },
  company: (record) => {
    const domain = readableText(record, 'domain')
    return {
      name: readableText(record, 'name') ?? domain ?? nameless('company', record),
      email: null,
      // Two companies of one name are told apart by it.
      organisation: domain,
      phone: readableText(record, 'phone'),
    }
  },
  deal: (record) => ({
    name: readableText(record, 'dealname') ?? nameless('deal', record),
    email: null,
    organisation: null,
    phone: null,
  }),
}

function nameless(type: CrmType, { id }: HubSpotRecord): string {
  return `${objectTypes[type].word} ${id}`
}

/** Where HubSpot shows the record; null where the account did not tell its own address. */
function pageOf({ uiOrigin, externalAccountId }: ProviderSession, type: CrmType, id: string): string | null {
  if (uiOrigin === null) return null
  const parts = ['contacts', externalAccountId, 'record', objectTypes[type].typeId, id]
  return `${uiOrigin}/${parts.map(encodeURIComponent).join('/')}`
}
