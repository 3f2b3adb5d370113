import type { Scenario } from '../scenario.ts'
import { NOTION_FAILURES } from './failure-scenarios.ts'

type Told = Omit<Scenario, 'service' | 'name' | 'line' | 'says'>

function tell(line: string, name: string, says: string, how: Told = {}): Scenario {
  return { service: 'notion', name: `notion-${name}`, line, says, ...how }
}

/**
 * The known ways of Notion that clients were broken by. Those that turn nothing are always so: in the plain
 * service, or in the made-up pages.
 */
export const NOTION_SCENARIOS: readonly Scenario[] = [
  tell('F1', 'code-used-twice', 'A code is good once; the second exchange gets 400 invalid_grant.'),
  tell(
    'F1',
    'redirect-uri-differs',
    'An exchange with another redirect address than the sign-in’s gets 400 invalid_grant.',
  ),
  tell(
    'F1',
    'refresh-token-used-twice',
    'A refresh replaces both tokens; the old refresh token then gets 400 invalid_grant.',
  ),
  tell(
    'F1',
    'grant-errors-in-own-shape',
    'invalid_grant comes in the shape of all other errors instead of OAuth’s.',
    {
      behaviour: { grantErrors: 'api' },
    },
  ),
  tell('F2', 'no-lifetime', 'A token reply does not say how long the token lives.'),
  tell('F2', 'no-refresh-token', 'Token replies carry null as refresh token.', {
    behaviour: { refreshToken: 'null' },
  }),
  tell('F3', 'reauthorized', 'Signing in again gives the same bot a new pair, and the old pair stays good.'),
  tell(
    'F3',
    'reauthorized-kills-old-pair',
    'Signing in again gives the same bot a new pair, and the old pair is dead.',
    {
      behaviour: { oldPair: 'dead' },
    },
  ),
  tell('F4', 'search-in-parts', 'Search finds more than a hundred things, a hundred at a time.'),
  tell('F4', 'partial-objects', 'Some pages come as id and kind alone.', {
    behaviour: { partialObjects: true },
  }),
  tell('F4', 'unknown-parent', 'One page stands in something of a kind that no document names.'),
  tell('F4', 'property-named-content', 'The title of some rows is in a property that is called content.'),
  tell('F4', 'empty-title', 'Some pages have a title without any run of text.'),
  tell('F4', 'title-of-three-runs', 'One title has three runs, the one in the middle a mention of a person.'),
  tell('F5', 'search-gap', 'Search leaves out some live pages for good, which can be read all the same.', {
    behaviour: { searchGaps: true },
  }),
  tell('F5', 'index-delay', 'Search finds a page that was just made or shared only the second time.', {
    behaviour: { indexDelay: 1 },
  }),
  tell('F5', 'stale-cursor', 'The next cursor is refused with 400: the list has to be begun anew.', {
    behaviour: { staleCursors: 1 },
  }),
  tell('F5', 'search-cut', 'Search ends after 150 things and says so only in request_status.', {
    behaviour: { searchLimit: 150 },
  }),
  tell(
    'F5',
    'moved-page',
    'A page that is moved elsewhere keeps its time of edit, so a search by that time does not come to it.',
  ),
  tell('F5', 'shared-later', 'An old page that is shared later has its old time of edit.'),
  tell(
    'F5',
    'renamed-column',
    'Renaming a property of a data source renames it in all rows, and none of them is edited by that.',
  ),
  tell(
    'F6',
    'query-cut',
    'A query ends after 120 rows, without more to come, and says so only in request_status.',
    {
      behaviour: { queryLimit: 120 },
    },
  ),
  tell('F6', 'archived-rows', 'Archived rows are only found by a query that asks for them and nothing else.'),
  tell('F6', 'query-in-trash-refused', 'A query that names in_trash gets 400.'),
  ...NOTION_FAILURES,
  tell('F8', 'trash', 'Search lists the trash when asked, and a page in it can still be read.'),
  tell(
    'F8',
    'trashed-silently',
    'Moving a page to the trash or out of it leaves its time of edit as it was.',
    {
      behaviour: { trashIsEdit: false },
    },
  ),
  tell('F8', 'not-shared', 'A page that is not shared gets the same 404 as one that never was.'),
  tell(
    'F8',
    'no-read-capability',
    'Without the right to read content, pages are id and kind, and blocks get 403.',
    {
      behaviour: { capabilities: ['read_users'] },
    },
  ),
  tell('F14', 'sign-in-cancelled', 'Cancel sends the browser back with error=access_denied and the state.'),
  tell(
    'F14',
    'sign-in-in-two-tabs',
    'Each open sign-in page answers with its own state, whichever is answered first.',
  ),
  tell(
    'F14',
    'redirect-uri-unknown',
    'An address that is not registered gets an error page and never a redirect.',
  ),
]
