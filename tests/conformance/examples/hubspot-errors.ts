import type { Example } from './example.ts'

const correlationId = 'c93e06a4-0000-4000-8000-000000000000'

export const expiredToken: Example = {
  name: 'a token that is too old',
  source: 'airbytehq/airbyte, issue 74726',
  status: 401,
  body: {
    status: 'error',
    message: 'The OAuth token used to make this call expired 0 second(s) ago.',
    correlationId,
    category: 'EXPIRED_AUTHENTICATION',
    context: { 'expire time': ['2026-03-10T23:04:41.164Z'] },
  },
}

export const noCredentials: Example = {
  name: 'a call without a token',
  source: 'live answers quoted by integrators',
  status: 401,
  body: {
    status: 'error',
    message: 'Authentication credentials not found.',
    correlationId,
    category: 'INVALID_AUTHENTICATION',
  },
}

export const missingScopes: Example = {
  name: 'a token without the scope',
  source: 'HubSpot/hubspot-api-nodejs, issue 268',
  status: 403,
  body: {
    status: 'error',
    message: 'This app hasn’t been granted all required scopes to make this call.',
    correlationId,
    errors: [
      {
        message: 'One or more of the following scopes are required.',
        context: { requiredGranularScopes: ['crm.objects.contacts.write'] },
      },
    ],
    links: { scopes: 'https://developers.hubspot.com/scopes' },
    category: 'MISSING_SCOPES',
  },
}

export const contactExists: Example = {
  name: 'a new contact whose address is taken',
  source: 'live answers quoted by integrators',
  status: 409,
  body: {
    status: 'error',
    message: 'Contact already exists. Existing ID: 123',
    correlationId,
    category: 'CONFLICT',
  },
}

export const addressTaken: Example = {
  name: 'a change to an address that is taken',
  source: 'live answers quoted by integrators',
  status: 400,
  body: {
    status: 'error',
    message:
      'Cannot set PropertyValueCoordinates{portalId=1, propertyName=email, value=a@b.co} on 456. 123 already has that value.',
    category: 'VALIDATION_ERROR',
  },
}

export const invalidEmail: Example = {
  name: 'a value that is none',
  source: 'live answers, and ErrorDetail of HubSpot’s published documents',
  status: 400,
  body: {
    status: 'error',
    message:
      'Property values were not valid: [{"isValid":false,"message":"Email address x is invalid","error":"INVALID_EMAIL","name":"email"}]',
    correlationId,
    errors: [
      {
        message: 'Email address x is invalid',
        code: 'INVALID_EMAIL',
        context: { propertyName: ['email'] },
      },
    ],
    category: 'VALIDATION_ERROR',
  },
}

export const noSuchRecord: Example = {
  name: 'a record that is not there',
  source: 'live answers quoted by integrators',
  status: 404,
  body: { status: 'error', message: 'resource not found', correlationId },
}

export const noSuchId: Example = {
  name: 'an id that cannot be one',
  source: 'live answers quoted by integrators',
  status: 404,
  body: {
    status: 'error',
    message: 'Object not found.  objectId are usually numeric.',
    context: { id: ['abc'] },
    category: 'OBJECT_NOT_FOUND',
  },
}

export const tooManyCalls: Example = {
  name: 'too many calls in ten seconds',
  source: 'HubSpot/hubspot-api-python, issue 117',
  status: 429,
  body: {
    status: 'error',
    message: 'You have reached your ten_secondly_rolling limit.',
    errorType: 'RATE_LIMIT',
    correlationId,
    policyName: 'TEN_SECONDLY_ROLLING',
    groupName: 'publicapi:private-apps-api-calls',
  },
}

export const tooManySearches: Example = {
  name: 'too many searches in a second',
  source: 'HubSpot/hubspot-api-python, issue 117',
  status: 429,
  body: {
    status: 'error',
    message: 'You have reached your secondly limit.',
    errorType: 'RATE_LIMIT',
    correlationId,
    policyName: 'SECONDLY',
  },
}
