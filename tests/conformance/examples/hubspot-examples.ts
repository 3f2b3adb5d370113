import type { Example } from './example.ts'

/** A token reply, of 2026-03; the document of 2026-09 has no schema for it. */
export const tokenReply: Example = {
  name: 'a token reply',
  source: 'HubSpot’s published document of OAuth 2026-03',
  status: 200,
  body: {
    token_type: 'bearer',
    token_use: 'access_token',
    refresh_token: 'na1-1234-5678',
    access_token: 'CKyF0example',
    hub_id: 62515,
    user_id: 123,
    scopes: ['oauth', 'crm.objects.contacts.read'],
    expires_in: 1800,
  },
}

export const inactiveToken: Example = {
  name: 'what is said about a token that is none',
  source: 'HubSpot’s published document of OAuth, introspection',
  status: 200,
  body: { active: false },
}

export const badRefreshToken: Example = {
  name: 'a refresh token that is dead',
  source: 'HubSpot’s changelog on standardised OAuth errors',
  status: 400,
  body: {
    error: 'invalid_grant',
    error_description: 'refresh token is invalid, expired or revoked',
    status: 'BAD_REFRESH_TOKEN',
    message: 'refresh token is invalid, expired or revoked',
  },
}

export const badHub: Example = {
  name: 'an account that is gone',
  source: 'HubSpot’s changelog on standardised OAuth errors',
  status: 400,
  body: { status: 'BAD_HUB', message: 'missing or unknown hub id', error: 'access_denied' },
}

export const listPage: Example = {
  name: 'a page of contacts',
  source: 'HubSpot’s published document of contacts',
  status: 200,
  body: {
    results: [
      {
        id: '501',
        properties: {
          email: 'a@b.co',
          firstname: 'Ana',
          hs_object_id: '501',
          createdate: '2026-01-02T03:04:05.678Z',
          lastmodifieddate: '2026-11-02T10:00:00Z',
        },
        createdAt: '2026-01-02T03:04:05.678Z',
        updatedAt: '2026-11-02T10:00:00Z',
        archived: false,
        associations: { companies: { results: [{ id: '901', type: 'contact_to_company' }] } },
      },
    ],
    paging: { next: { after: '502', link: 'https://api.hubapi.com/crm/objects/2026-09/contacts?after=502' } },
  },
}

/** A window of changes, as a search asks for it. */
export const searchRequest = {
  filterGroups: [
    {
      filters: [
        {
          propertyName: 'lastmodifieddate',
          operator: 'BETWEEN',
          value: '1762000000000',
          highValue: '1762600000000',
        },
      ],
    },
  ],
  sorts: [{ propertyName: 'lastmodifieddate', direction: 'ASCENDING' }],
  properties: ['email', 'firstname', 'lastname', 'lastmodifieddate'],
  limit: 200,
  after: '0',
}

export const searchReply: Example = {
  name: 'a page of found contacts',
  source: 'HubSpot’s guide to searching the CRM',
  status: 200,
  body: {
    total: 1234,
    results: [
      {
        id: '501',
        properties: { email: 'a@b.co' },
        createdAt: '2026-01-02T03:04:05.678Z',
        updatedAt: '2026-11-02T10:00:00Z',
        archived: false,
      },
    ],
    paging: { next: { after: '200' } },
  },
}
