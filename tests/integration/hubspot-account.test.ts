import { describe, expect, it } from 'vitest'
import { hubspot } from '../../src/main/providers/hubspot/index.ts'
import { storedRows } from '../../src/main/sync/local-rows.ts'
import { fieldViewSchema } from '../../src/shared/model/field-view.ts'
import type { ItemType } from '../../src/shared/model/item-type.ts'
import { loadOptionsSchema } from '../../src/shared/model/load-choice.ts'
import { itemKey } from '../../src/shared/model/item.ts'
import { startFeedRunner, type FeedRunner } from '../support/feed-runner.ts'
import { runWell } from '../support/hubspot-truth.ts'

const sizes = { contacts: 60, companies: 12, deals: 30, notionPages: 1, airtableRecords: 1 }

function factOf(at: FeedRunner, name: string): unknown {
  const json = at.ask('getFact', { accountId: at.session.accountId, name })
  return json === null ? undefined : (JSON.parse(json) as unknown)
}

/** A record as it is shown, by the provider's names of its fields. */
function shownOf(at: FeedRunner, type: ItemType, id: string) {
  const rows = at.rows(type)
  const row = rows.get(itemKey(hubspot.descriptor.id, at.session.accountId, type, id))
  if (row === undefined) throw new Error(`no row ${id}`)
  const { parentKey } = row.item
  const facts = Object.fromEntries((hubspot.factsForRecords ?? []).map((name) => [name, factOf(at, name)]))
  const parentRecord = parentKey === null ? undefined : at.rows('company').get(parentKey)?.record
  return hubspot.describeRecord?.({ ...row, parentRecord, facts }) ?? []
}

describe('what an account of HubSpot tells of itself', () => {
  it('is kept: properties, headings, owners who left, pipelines with their stages', async () => {
    const at = await startFeedRunner(hubspot, sizes)
    await runWell(at, 'full', 'account')
    expect(factOf(at, 'properties:contact')).toContainEqual({
      ...{ name: 'newsletter_topics', type: 'enumeration', fieldType: 'checkbox' },
      ...{ label: 'Newsletter topics', group: expect.any(String) },
      options: expect.arrayContaining([{ value: 'tips', label: 'Tips & tricks', isHidden: false }]),
      ...{ isCalculated: false, isReadOnly: false, isHidden: false, isHubSpotDefined: false },
      ...{ hasUniqueValue: false, hasExternalOptions: false, referencedObjectType: null },
    })
    expect(factOf(at, 'groups:deal')).toContainEqual({ id: 'dealinformation', label: 'Deal information' })
    expect(factOf(at, 'owners')).toMatchObject({
      '41629780': { name: 'Inês Cordeiro', email: 'ines.cordeiro@example.com', isArchived: false },
      '47120336': { name: 'Petra Lindholm', isArchived: true },
      '60119026': { name: 'obi@example.com' },
    })
    expect(factOf(at, 'pipelines:deal')).toContainEqual({
      ...{ id: '148273615', label: 'Renewals' },
      stages: expect.arrayContaining([{ id: '290517734', label: 'Offer sent' }]),
    })
  })

  it('may lack the right to see owners: the rest is there, what was known stays, and it is noted', async () => {
    const at = await startFeedRunner(hubspot, sizes)
    await runWell(at, 'full', 'account')
    const known = factOf(at, 'owners')
    const denied = ['crm.objects.owners.read']
    at.sandbox.hubspot.behaviour.set({ deniedScopes: denied })
    await runWell(at, 'full', 'account')
    expect(factOf(at, 'owners')).toEqual(known)
    expect(factOf(at, 'missing:owners')).toEqual({ scopes: denied })
    expect(factOf(at, 'missing:contact')).toBeNull()
    at.sandbox.hubspot.behaviour.reset()
    await runWell(at, 'full', 'account')
    expect(factOf(at, 'missing:owners')).toBeNull()
  })

  it('is needed by nothing: without it the built-in properties are loaded', async () => {
    const at = await startFeedRunner(hubspot, sizes)
    await runWell(at, 'full', 'contact')
    expect(at.rows('contact').size).toBe(60)
    expect(shownOf(at, 'contact', '9')).toContainEqual({
      ...{ name: 'email', label: 'email', group: null, kind: 'text' },
      value: 'ada.lovelace@analytical.example',
    })
  })

  it('says what there is to choose from, in the shape that the screens read', async () => {
    const at = await startFeedRunner(hubspot, sizes)
    const options = async () => {
      const local = storedRows(at.store, at.session.accountId)
      const told = await hubspot.feeds.options({ choice: at.choice, local })
      if (!told.ok) throw new Error(told.error.kind)
      return loadOptionsSchema.parse(told.value)
    }
    expect(await options()).toMatchObject({ properties: { contact: [], company: [], deal: [] } })
    await runWell(at, 'full', 'account')
    const { feeds, properties } = await options()
    expect(feeds.map(({ types }) => types)).toEqual([['contact'], ['company'], ['deal']])
    expect(properties.contact).toContainEqual({
      ...{ name: 'jobtitle', label: 'Job Title', group: 'Contact information' },
    })
    // These come whatever is chosen.
    expect(properties.contact?.map(({ name }) => name)).not.toContain('email')
  })
})

describe('a record of HubSpot as a person reads it', () => {
  it('has labels for names, choices, owners, stages and the company, and the times as they are', async () => {
    const at = await startFeedRunner(hubspot, sizes)
    const { contacts, deals } = at.sandbox.hubspot.records
    contacts.update('9', {
      ...{ hubspot_owner_id: '47120336', newsletter_topics: 'tips;events', lifecyclestage: 'lead' },
      ...{ date_of_birth: '1815-12-10', key_contact: 'true', work_email: 'ada@work.example' },
      ...{ message: 'One\nTwo', hs_is_unworked: 'false', hs_analytics_num_visits: '3' },
    })
    deals.update('60', { pipeline: '148273615', dealstage: '290517734', closedate: '1762077600000' })
    await runWell(at, 'full', 'account', 'contact', 'company', 'deal')
    const contact = shownOf(at, 'contact', '9')
    for (const view of contact) expect(fieldViewSchema.parse(view)).toEqual(view)
    const valueOf = (name: string) => {
      const view = contact.find((one) => one.name === name)
      return view && [view.label, view.kind, view.value]
    }
    expect(valueOf('hubspot_owner_id')).toEqual(['Contact owner', 'text', 'Petra Lindholm'])
    expect(valueOf('newsletter_topics')).toEqual(['Newsletter topics', 'list', 'Tips & tricks, Events'])
    expect(valueOf('lifecyclestage')).toEqual(['Lifecycle Stage', 'text', 'Lead'])
    // An id counts nothing: it is not written as a quantity.
    expect(valueOf('hs_object_id')?.slice(1)).toEqual(['text', '9'])
    expect(valueOf('hs_analytics_num_visits')?.slice(1)).toEqual(['number', '3'])
    expect(valueOf('date_of_birth')?.slice(1)).toEqual(['date', '1815-12-10'])
    expect(valueOf('key_contact')?.slice(1)).toEqual(['flag', 'true'])
    expect(valueOf('work_email')?.slice(1)).toEqual(['email', 'ada@work.example'])
    expect(valueOf('message')?.slice(1)).toEqual(['long-text', 'One\nTwo'])
    expect(valueOf('lastmodifieddate')?.slice(1)).toEqual([
      'time',
      expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    ])
    expect(valueOf('associatedcompanyid')?.[2]).toMatch(/[a-z]/i)
    expect(valueOf('website')?.slice(1)).toEqual(['address', expect.stringMatching(/^https:/)])
    expect(contact.filter(({ value }) => value === '')).toEqual([])

    const deal = shownOf(at, 'deal', '60')
    const dealValues = Object.fromEntries(deal.map(({ name, value }) => [name, value]))
    expect(dealValues).toMatchObject({ pipeline: 'Renewals', dealstage: 'Offer sent' })
    expect(dealValues['closedate']).toBe('2025-11-02T10:00:00.000Z')
  })

  it('begins with what people look for, goes on by groups, and ends with what HubSpot hides', async () => {
    const at = await startFeedRunner(hubspot, sizes)
    await runWell(at, 'full', 'account', 'company', 'contact')
    const names = shownOf(at, 'contact', '9').map(({ name }) => name)
    expect(names.slice(0, 3)).toEqual(['email', 'firstname', 'lastname'])
    const hidden = (factOf(at, 'properties:contact') as { name: string; isHidden: boolean }[])
      .filter(({ isHidden }) => isHidden)
      .map(({ name }) => name)
    const firstHidden = names.findIndex((name) => hidden.includes(name))
    expect(
      names.slice(firstHidden < 0 ? names.length : firstHidden).every((name) => hidden.includes(name)),
    ).toBe(true)
    const groups = shownOf(at, 'contact', '9').flatMap(({ group }) => group ?? [])
    expect(groups.filter((group, at) => group !== groups[at - 1])).toHaveLength(new Set(groups).size)
  })
})
