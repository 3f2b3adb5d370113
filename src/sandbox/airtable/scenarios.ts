import type { Scenario } from '../scenario.ts'

/** The known misbehaviours of Airtable, in the order of the list that they come from. */
export const AIRTABLE_SCENARIOS: readonly Scenario[] = [
  scenario(
    'F9',
    'strict-state',
    'A state outside a-z, A-Z, 0-9, ".", "-", "_" or 16 to 1,024 characters comes back as error=invalid_request.',
  ),
  scenario(
    'F9',
    'strict-pkce',
    'Without an S256 challenge there is no sign-in, and a verifier of the wrong length or alphabet is refused.',
  ),
  scenario(
    'F9',
    'basic-by-client-kind',
    'Basic authentication is required of an integration with a secret, and refused from one without.',
  ),
  scenario('F9', 'code-once', 'A code is spent by the first exchange, even when that exchange fails.'),
  scenario(
    'F9',
    'no-redirect',
    'A wrong client_id or redirect_uri shows a page and sends the browser nowhere, not even with an error.',
  ),
  scenario(
    'F9',
    'not-listed',
    'Everybody but the developer gets access_denied until the integration has its support addresses.',
    { behaviour: { integrationListed: false } },
  ),
  scenario('F9', 'spaced-token-type', 'token_type is "Bearer " with a trailing space.', {
    behaviour: { tokenType: 'spaced' },
  }),
  scenario(
    'F10',
    'refresh-kills-access',
    'A refresh kills the old access token at once, so calls on their way get 401.',
  ),
  scenario(
    'F10',
    'refresh-conflict',
    'The loser of two parallel refreshes gets 409, and 400 invalid_grant when it tries again later.',
  ),
  scenario(
    'F10',
    'refresh-too-soon',
    'Any refresh within ten seconds of another gets 409, with the newest refresh token too.',
    { behaviour: { refreshConflict: 'recent' } },
  ),
  scenario('F10', 'reuse-revokes', 'Using a dead refresh token revokes the whole grant.', {
    behaviour: { reuseRevokes: true, refreshConflict: 'off' },
  }),
  scenario(
    'F10',
    'refresh-expires',
    'A refresh token that was not used for 60 days is dead; every refresh starts the 60 days again.',
  ),
  scenario('F10', 'no-revoke-address', 'The revoke address, which no reference lists, answers 404.', {
    behaviour: { revocation: 'missing' },
  }),
  scenario('F11', 'many-bases', '2,500 bases come in pages of 1,000.', { behaviour: { bases: 'many' } }),
  scenario(
    'F11',
    'offset-lost',
    'The next offset is answered with 422 and an error that has a type and no message.',
    { behaviour: { lostOffsets: 1 } },
  ),
  scenario('F11', 'offset-expires', 'An offset that was not used for a minute is gone.', {
    behaviour: { offsetLifeSeconds: 60 },
  }),
  scenario(
    'F11',
    'empty-cells',
    'Empty cells are left out of a record, an unticked box and an empty list among them.',
  ),
  scenario(
    'F11',
    'unknown-field-types',
    'A table has fields of types that no client knows yet, and formulas that give objects instead of values.',
  ),
  scenario('F11', 'no-modified-field', 'Some tables have no field for the time of the last change.'),
  scenario('F11', 'invalid-modified-field', 'A lastModifiedTime field has isValid: false and no cells.'),
  scenario(
    'F11',
    'renamed',
    'A table and a field get other names meanwhile: the old ones are unknown, the ids still work.',
  ),
  scenario(
    'F11',
    'never-edited-blank',
    'LAST_MODIFIED_TIME() of a record that nobody edited is blank, and comparisons with it are false.',
    { behaviour: { neverEdited: 'blank' } },
  ),
  scenario(
    'F11',
    'never-edited-error',
    'Comparisons with the blank LAST_MODIFIED_TIME() fail, and take the row out of the answer.',
    { behaviour: { neverEdited: 'error' } },
  ),
  scenario(
    'F11',
    'computed-change',
    'A looked-up cell changes with the record that it looks at, and LAST_MODIFIED_TIME() does not move.',
  ),
  scenario(
    'F11',
    'restored-record',
    'A record that comes out of the trash has the times that it had, so no formula over times finds it.',
  ),
  scenario(
    'F11',
    'duplicated-base',
    'A duplicated base has the tables and record ids of the one that it was made from.',
  ),
  scenario(
    'F11',
    'attachments-expire',
    'The address of an attachment answers 410 a minute after it was handed out.',
    { behaviour: { attachmentLifeSeconds: 60 } },
  ),
  scenario(
    'F12',
    'rate-limit',
    'The sixth call within a second to one base is refused with 429, and so are all others for 30 seconds.',
    { behaviour: { limits: true } },
  ),
  scenario(
    'F12',
    'billing-spent',
    'The calls of the month are spent: 429 of another type for data, while /v0/meta answers 200.',
    { behaviour: { billing: 'spent' } },
  ),
  scenario('F12', 'monthly-cap', 'After three calls the month is spent, and the next month begins anew.', {
    behaviour: { monthlyCalls: 3 },
  }),
  scenario(
    'F12',
    'ambiguous-403',
    'A base that was deleted, one that was not shared and a missing scope give one and the same 403.',
  ),
  scenario(
    'F12',
    'three-error-shapes',
    'Errors are an object with type and message, an object with a type alone, or a bare text.',
  ),
  scenario(
    'F12',
    'no-bases',
    'The list of bases is empty and says 200, as when an enterprise blocks the integration.',
    { behaviour: { bases: 'none' } },
  ),
  scenario(
    'F12',
    'unavailable',
    'The next call gets 503 with Retry-After, and the one after it an HTML page with 502.',
    {
      faults: [
        {
          path: '/v0/',
          times: 1,
          status: 503,
          headers: { 'retry-after': '2' },
          body: { error: { type: 'SERVICE_UNAVAILABLE' } },
        },
        { path: '/v0/', times: 1, status: 502, body: '<html><body><h1>502 Bad Gateway</h1></body></html>' },
      ],
    },
  ),
  scenario(
    'F13',
    'refresh-answer-lost',
    'The next token call takes effect, but its answer is lost: the old pair is dead and nobody has the new one.',
    { faults: [{ method: 'POST', path: '/oauth2/v1/token', times: 1, after: true, drop: true }] },
  ),
  scenario(
    'F14',
    'cancel',
    'Cancel comes back as error=access_denied with the state, and the page cannot be answered a second time.',
  ),
]

/** Without switches and faults, the plain service and its data always show it. */
function scenario(
  line: string,
  name: string,
  says: string,
  turned: Pick<Scenario, 'behaviour' | 'faults'> = {},
): Scenario {
  return { service: 'airtable', name: `airtable-${name}`, line, says, ...turned }
}
