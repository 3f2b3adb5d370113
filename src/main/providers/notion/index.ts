import { providerIdSchema } from '../../../shared/model/provider.ts'
import type { Provider } from '../provider.ts'
import { versionHeader } from './api-version.ts'
import { completeItem } from './complete-item.ts'
import { readContent } from './content.ts'
import { describeRecord } from './describe-record.ts'
import { describeFailure } from './failures.ts'
import { identify } from './identify.ts'
import { rateLimits } from './limits.ts'
import { notionFeeds } from './feeds/notion-feeds.ts'
import { peopleFact } from './feeds/people.ts'
import { oauth } from './oauth.ts'
import { pageHosts } from './page-hosts.ts'
import { notionTypes } from './to-item.ts'

const id = providerIdSchema.parse('notion')

/** Notion: the pages and databases of one workspace that the user shared. */
export const notion: Provider = {
  descriptor: {
    id,
    name: 'Notion',
    itemTypes: [...notionTypes],
    capabilities: { contacts: false, pastedToken: true, publicClient: false, revocation: true, search: true },
    // Compared as they stand; an IP address is refused (reports of several projects).
    redirectUris: [17823, 17833, 17843].map((port) => `http://localhost:${port}/oauth/notion/callback`),
    access: ['read'],
    scopes: [],
  },
  oauth,
  apiBaseUrl: 'https://api.notion.com',
  apiHeaders: versionHeader,
  correlationHeader: 'x-notion-request-id',
  pageHosts,
  rateLimits,
  describeFailure,
  identify,
  feeds: notionFeeds(id),
  describeRecord,
  factsForRecords: [peopleFact],
  content: readContent,
  completeItem,
}
