import type { Scenario } from '../scenario.ts'

const service = 'hubspot'

/** Creating, changing and deleting records (B7.4), and limits (B7.5). */
export const RECORD_SCENARIOS: readonly Scenario[] = [
  {
    ...{ service, line: 'B7.4', name: 'duplicate-on-create' },
    says: 'Creating a contact with an e-mail address that is taken gets 409 with the id of the other one; the plain server does this.',
  },
  {
    ...{ service, line: 'B7.4', name: 'duplicate-on-update' },
    says: 'Changing a contact to an e-mail address that is taken gets 400, and the second id of its message is the other one; the plain server does this.',
  },
  {
    ...{ service, line: 'B7.4', name: 'validation-nested-json' },
    says: 'Values that do not fit are told as JSON inside of the message, and as a list; the plain server does this.',
  },
  {
    ...{ service, line: 'B7.4', name: '404-without-category' },
    says: 'A record that does not exist gets a 404 that has no category; the plain server does this.',
  },
  {
    ...{ service, line: 'B7.4', name: 'delete-unknown-204' },
    says: 'Deleting an id that does not exist gets 204, as if it had; the plain server does this.',
  },
  {
    ...{ service, line: 'B7.4', name: 'merged-id' },
    says: 'The id of a contact that was merged answers with the other contact, under the other id; the plain server does this.',
  },
  {
    ...{ service, line: 'B7.4', name: 'create-times-out-after-commit' },
    says: 'The next contact is created, but the answer does not come for two minutes.',
    faults: [
      {
        method: 'POST',
        path: '^/crm/(objects/[\\d-]+|v3/objects)/contacts$',
        ...{ times: 1, after: true, stallMs: 120_000 },
      },
    ],
  },
  {
    ...{ service, line: 'B7.4', name: 'updated-meanwhile' },
    says: 'Somebody else changes every record right after it was read by its id, so that updatedAt has moved on when the client writes.',
    behaviour: { changesAfterRead: true },
  },
  {
    ...{ service, line: 'B7.4', name: 'path-injection-id' },
    says: 'An id that is a path stays one part of the path and gets a 404, and reaches nothing else; the plain server does this.',
  },
  {
    ...{ service, line: 'B7.4', name: 'required-property-400' },
    says: 'An administrator made a property required: creating a contact without it gets 400 with MISSING_REQUIRED_PROPERTY.',
    behaviour: { requiredProperties: ['phone'] },
  },
  {
    ...{ service, line: 'B7.5', name: 'limit-110-per-10s' },
    says: 'More than 110 calls in ten seconds get 429 with the policy TEN_SECONDLY_ROLLING.',
    behaviour: { limits: true, tenSecondlyMax: 110 },
  },
  {
    ...{ service, line: 'B7.5', name: 'search-5-per-second' },
    says: 'More than 5 searches in a second get 429 with the policy SECONDLY; no answer of search tells what is left.',
    behaviour: { limits: true, searchesPerSecond: 5 },
  },
  {
    ...{ service, line: 'B7.5', name: 'daily-limit' },
    says: 'After 50 calls in a day everything gets 429 with the policy DAILY, until midnight where the account is; no header tells of it.',
    behaviour: { limits: true, dailyMax: 50 },
  },
  {
    ...{ service, line: 'B7.5', name: '477-retry-after' },
    says: 'The account moves to another data centre for 30 seconds: everything gets 477, with the seconds left in Retry-After.',
    behaviour: { migrationSeconds: 30 },
  },
  {
    ...{ service, line: 'B7.5', name: '423-lock' },
    says: 'Records are locked for two seconds: everything gets 423.',
    behaviour: { lockSeconds: 2 },
  },
]
