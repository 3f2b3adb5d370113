import type { Example } from './example.ts'

export const tokenReply: Example = {
  name: 'a token reply',
  source: 'Airtable’s OAuth reference',
  status: 200,
  body: {
    ...{ access_token: 'opaque', refresh_token: 'opaque', token_type: 'Bearer' },
    scope: 'data.records:read schema.bases:read user.email:read',
    ...{ expires_in: 3600, refresh_expires_in: 5_184_000 },
  },
}

export const invalidGrant: Example = {
  name: 'a code or refresh token that is dead',
  source: 'Airtable’s OAuth reference',
  status: 400,
  body: { error: 'invalid_grant', error_description: 'The code is invalid.' },
}

export const invalidClient: Example = {
  name: 'a client that is not the one',
  source: 'Airtable’s OAuth reference',
  status: 401,
  body: { error: 'invalid_client' },
}

export const whoami: Example = {
  name: 'who signed in',
  source: 'Airtable’s OAuth reference, GET /v0/meta/whoami',
  status: 200,
  body: { id: 'usrL2PNC5o3H4lBEi', email: 'foo@bar.example', scopes: ['user.email:read'] },
}

export const bases: Example = {
  name: 'a page of bases',
  source: 'Airtable’s reference, list bases',
  status: 200,
  body: {
    bases: [{ id: 'appLkNDICXNqxSDhG', name: 'Apartment Hunting', permissionLevel: 'create' }],
    offset: 'itr23sEjsdfEr3282/appSW9R5uCNmRmfl6',
  },
}

export const tables: Example = {
  name: 'the schema of a base',
  source: 'Airtable’s reference, get base schema',
  status: 200,
  body: {
    tables: [
      {
        ...{ id: 'tbltp8DGLhqbUmjK1', name: 'Apartments', primaryFieldId: 'fld1VnoyuotSTyxW1' },
        fields: [{ id: 'fld1VnoyuotSTyxW1', name: 'Name' }],
        views: [{ id: 'viwQpsuEDqHFqegkp', name: 'Grid view', type: 'grid' }],
      },
    ],
  },
}

export const modifiedField = {
  ...{ id: 'fldLM0000000000001', name: 'Edited', type: 'lastModifiedTime' },
  options: { isValid: true },
}

export const records: Example = {
  name: 'a page of records',
  source: 'Airtable’s reference, list records',
  status: 200,
  body: {
    records: [{ id: 'rec560UJdUtocSouk', createdTime: '2026-09-12T21:03:48.000Z', fields: {} }],
    offset: 'itrEKbeQi6e1G2345/rec560UJdUtocSouk',
  },
}

export const iteratorGone: Example = {
  name: 'an offset that is gone',
  source: 'community.airtable.com, quoting the reference',
  status: 422,
  body: { error: { type: 'LIST_RECORDS_ITERATOR_NOT_AVAILABLE' } },
}

export const notFound: Example = {
  name: 'a record that is not there',
  source: 'Airtable’s reference, errors',
  status: 404,
  body: { error: 'NOT_FOUND' },
}

export const tooMany: Example = {
  name: 'too many calls in a second',
  source: 'Airtable’s reference, rate limits',
  status: 429,
  body: { error: { type: 'RATE_LIMIT_REACHED', message: 'Rate limit exceeded. Please try again later' } },
}

export const monthSpent: Example = {
  name: 'a month that is spent',
  source: 'Airtable’s reference, errors',
  status: 429,
  body: {
    error: { type: 'PUBLIC_API_BILLING_LIMIT_EXCEEDED', message: 'API billing plan limit exceeded.' },
  },
}

export const forbidden: Example = {
  name: 'a base that is gone, or not ours',
  source: 'Airtable’s reference, errors',
  status: 403,
  body: {
    error: {
      type: 'INVALID_PERMISSIONS_OR_MODEL_NOT_FOUND',
      message: 'Invalid permissions, or the requested model was not found.',
    },
  },
}
